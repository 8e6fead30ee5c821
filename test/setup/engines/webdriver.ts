/** One session of a WebDriver server (https://www.w3.org/TR/webdriver2/), as far as tests need it. */

/** What stands for an element in WebDriver's messages. */
export type ElementReference = Readonly<Record<'element-6066-11e4-a52e-4f735466cecf', string>>;
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

/** Code points WebDriver has for keys without a character. */
const KEYS: Readonly<Record<string, string>> = {
  ...{ Backspace: '\ue003', Tab: '\ue004', Enter: '\ue006', Shift: '\ue008', Control: '\ue009', Escape: '\ue00c' },
  ...{ End: '\ue010', Home: '\ue011', ArrowLeft: '\ue012', ArrowUp: '\ue013', ArrowRight: '\ue014', ArrowDown: '\ue015' },
};

export class WebDriverError extends Error {
  constructor(
    /** As in the specification, e.g. `no such window`. */
    readonly code: string,
    message: string,
  ) {
    super(`${code}: ${message}`);
  }
}

async function send(method: 'GET' | 'POST' | 'DELETE', url: string, body?: object): Promise<unknown> {
  const response = await fetch(url, { method, ...(body && { body: JSON.stringify(body) }) });
  const { value } = (await response.json()) as { value: unknown };
  if (response.ok) return value;
  const { error, message } = value as { error: string; message: string };
  throw new WebDriverError(error, message);
}

export class WebDriverSession {
  private constructor(private readonly url: string) {}

  /** @param server e.g. `http://127.0.0.1:4444` */
  static async start(server: string, capabilities: object): Promise<WebDriverSession> {
    const { sessionId } = (await send('POST', `${server}/session`, { capabilities: { alwaysMatch: capabilities } })) as {
      sessionId: string;
    };
    const session = new WebDriverSession(`${server}/session/${sessionId}`);
    await session.post('timeouts', { script: 60_000, pageLoad: 60_000 });
    return session;
  }

  private post(command: string, body: object = {}): Promise<unknown> {
    return send('POST', `${this.url}/${command}`, body);
  }

  async open(url: string): Promise<void> {
    await this.post('url', { url });
  }

  async address(): Promise<string> {
    return (await send('GET', `${this.url}/url`)) as string;
  }

  /** Of the page, whichever of its frames the session is in. */
  async title(): Promise<string> {
    return (await send('GET', `${this.url}/title`)) as string;
  }

  /** What comes next happens in this frame of the current document, or with `null` in the page's own. */
  async enter(frame: ElementReference | null): Promise<void> {
    await this.post('frame', { id: frame });
  }

  async enterParent(): Promise<void> {
    await this.post('frame/parent');
  }

  /** Runs a function in the current document and waits for its promise. */
  async run(source: string, args: readonly unknown[] = []): Promise<unknown> {
    // Errors come back as values: what a script throws is told by its bare message otherwise.
    const script = `const done = arguments[arguments.length - 1];
      (async () => (${source})(...[].slice.call(arguments, 0, -1)))().then((value) => done({ value }), (error) => done({ error: String(error) }));`;
    const { value, error } = (await this.post('execute/async', { script, args })) as { value?: unknown; error?: string };
    if (error !== undefined) throw new Error(error);
    return value ?? undefined;
  }

  /** @throws {WebDriverError} `no such element` */
  async click(selector: string): Promise<void> {
    const found = (await this.post('element', { using: 'css selector', value: selector })) as ElementReference;
    await this.post(`element/${found[ELEMENT]}/click`);
  }

  /** Keys go down in their order, and up in the opposite one. */
  async press(...keys: string[]): Promise<void> {
    const codes = keys.map((key) => KEYS[key] ?? key);
    const actions = [...codes.map((value) => ({ type: 'keyDown', value })), ...codes.reverse().map((value) => ({ type: 'keyUp', value }))];
    await this.post('actions', { actions: [{ type: 'key', id: 'keyboard', actions }] });
  }

  async screenshot(): Promise<Uint8Array> {
    return Buffer.from((await send('GET', `${this.url}/screenshot`)) as string, 'base64');
  }

  async end(): Promise<void> {
    await send('DELETE', this.url);
  }
}
