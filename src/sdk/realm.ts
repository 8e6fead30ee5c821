/**
 * A window of its own for each SDK. The script allows one document per window: a second `config()` destroys the first, and two copies of it
 * hear each other's messages (seen with 1.1.2 and 1.1.15). In a same-origin frame every document has its own globals, its own message listeners
 * and its own resize events, and the host page gets no global at all.
 */
import { WebOfficeError } from '../contract/errors.js';
import { untilAborted } from '../platform/abort.js';
import { hintAt } from './hint.js';
import { loadSdk, type ScriptOptions } from './load.js';
import type { Sdk } from './types.js';

/** What the office page may use beside the full screen. The SDK's own frame carries none of it (up to 1.1.19), and set after its insertion it has no effect. */
const ALLOW = 'clipboard-read; clipboard-write';

/** Sizes the mount and the SDK's frame to the realm. The SDK writes px sizes from the moment of `config()`; a sheet is CSP-proof where a style attribute is not. */
const SHEET = `
  html, body, #mount { height: 100%; margin: 0; overflow: hidden; }
  iframe { width: 100% !important; height: 100% !important; border: 0; display: block; }`;

/** The window of a realm. The SDK's script adds `aliyun` to it. */
export type RealmWindow = Window & typeof globalThis & { aliyun?: Sdk };

/** What a realm needs besides the script. */
export interface RealmOptions extends ScriptOptions {
  /** Title of the frames, for people who cannot see them. */
  title: string;
  /** The frame has another document than the SDK's: it was moved in the page, which some engines do not tell in any other way. */
  onLost: () => void;
}

/** A same-origin frame with the SDK loaded in it. */
export class Realm {
  private constructor(
    readonly frame: HTMLIFrameElement,
    readonly window: RealmWindow,
  ) {}

  /** Adds the frame to `container` and loads the script into it. The frame goes when `signal` aborts. @throws {WebOfficeError} phase `sdk` */
  static create(container: Element | DocumentFragment, options: RealmOptions): Promise<Realm> {
    const forgetHint = hintAt(container, options);
    return Realm.#create(container, options).finally(forgetHint);
  }

  static async #create(container: Element | DocumentFragment, options: RealmOptions): Promise<Realm> {
    const { signal } = options;
    const frame = document.createElement('iframe');
    frame.title = options.title;
    // The SDK asks for the full screen with an attribute of its own; said twice, browsers warn.
    frame.allow = `${ALLOW}; fullscreen`;
    frame.setAttribute('part', 'frame');
    // Some engines load about:blank at once and some later, replacing the first document: what is put there too early is lost.
    let isLoaded = false;
    const loaded = new Promise<void>((resolve) => {
      frame.addEventListener('load', () => resolve(void (isLoaded = true)), { once: true });
    });
    signal.addEventListener('abort', () => frame.remove(), { once: true });
    if (!signal.aborted) container.append(frame);
    // Where it is there at once, the script is asked for before anything else is rendered.
    if (!isLoaded) await untilAborted(loaded, signal, 'sdk');
    if (!frame.contentDocument) {
      const what = 'the page is sandboxed, and its frames are not of its own origin: add allow-same-origin to the sandbox it is in';
      throw new WebOfficeError('BlockedByPolicy', 'sdk', what);
    }
    const realm = new Realm(frame, frame.contentWindow as RealmWindow);
    realm.#furnish(options.title);
    const { document: own } = realm;
    // Firefox 153 calls a `moveBefore()` one, and still loads the frame anew; a frame that keeps its document has no second `load`.
    frame.addEventListener('load', () => frame.contentDocument !== own && options.onLost(), { signal });
    await loadSdk(realm.window, options);
    return realm;
  }

  get document(): Document {
    return this.window.document;
  }

  get mount(): HTMLElement {
    return this.document.getElementById('mount') as HTMLElement;
  }

  /** The SDK in this realm. @throws {WebOfficeError} `SdkInvalid` when the script defined none */
  get sdk(): Sdk {
    const sdk = this.window.aliyun;
    if (typeof sdk?.config !== 'function') {
      throw new WebOfficeError(
        'SdkInvalid',
        'sdk',
        'the script loaded, but it defines no global `aliyun` with a `config` function: is sdk-url the WebOffice SDK?',
      );
    }
    return sdk;
  }

  #furnish(title: string): void {
    const { document, window } = this;
    const sheet = new window.CSSStyleSheet();
    sheet.replaceSync(SHEET);
    document.adoptedStyleSheets = [sheet];
    const mount = document.createElement('div');
    mount.id = 'mount';
    document.body.append(mount);
    const createElement = document.createElement.bind(document);
    document.createElement = (name: string, ...rest: [ElementCreationOptions?]) => {
      const element = createElement(name, ...rest);
      if (element instanceof window.HTMLIFrameElement) {
        element.allow = ALLOW;
        element.title = title;
        // Chromium shows pages without an embedder policy of their own in an isolated page, if they do without its cookies: tokens come by message.
        if (window.crossOriginIsolated) element.toggleAttribute('credentialless', true);
      }
      return element;
    };
  }
}
