/** Web pages in one file (RFC 2557), as Word, Excel and wikis save them: LibreOffice shows their source. */

/** Parts that are looked at. Excel writes two for each sheet. */
const MOST_PARTS = 1_000;
/** Multipart within multipart. */
const MOST_DEPTH = 4;

interface Part {
  type: string;
  /** Of a text. */
  charset: string;
  id: string;
  location: string;
  body: Buffer;
}

/** One HTML page with the pictures in it. @throws {SyntaxError} when there is none */
export function htmlOfArchive(content: Buffer): string {
  const parts = partsOf(content.toString('latin1'), 0).slice(0, MOST_PARTS);
  const pages = parts.filter(({ type }) => type === 'text/html').map(textOf);
  // A workbook's first page only names the frames for the others.
  const shown = pages.filter((page) => !/<frameset\b/i.test(page));
  if (shown.length === 0) throw new SyntaxError('the archive has no page');
  return withPictures(
    shown.join('\n'),
    parts.filter(({ type }) => type.startsWith('image/')),
  );
}

function partsOf(source: string, depth: number): Part[] {
  const end = /\r?\n\r?\n/.exec(source);
  if (!end) return [];
  const headers = headersOf(source.slice(0, end.index));
  const body = source.slice(end.index + end[0].length);
  const [type = '', ...parameters] = (headers.get('content-type') ?? 'text/plain').split(';');
  const parameter = (name: string) =>
    parameters
      .map((each) => each.trim())
      .find((each) => each.toLowerCase().startsWith(`${name}=`))
      ?.slice(name.length + 1)
      .replace(/^"|"$/g, '');
  const boundary = parameter('boundary');
  if (/^multipart\//i.test(type.trim()) && boundary && depth < MOST_DEPTH) {
    return stretchesOf(body, boundary).flatMap((part) => partsOf(part, depth + 1));
  }
  return [
    {
      type: type.trim().toLowerCase(),
      charset: parameter('charset') ?? 'utf-8',
      id: (headers.get('content-id') ?? '').replace(/^<|>$/g, ''),
      location: headers.get('content-location') ?? '',
      body: decode(body, (headers.get('content-transfer-encoding') ?? '').toLowerCase()),
    },
  ];
}

/** Lower-case names; a line that begins with white space goes on with the one before. */
function headersOf(head: string): Map<string, string> {
  const lines = head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/);
  return new Map(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
}

/** What lies between the boundaries. */
function stretchesOf(body: string, boundary: string): string[] {
  const stretches = `\n${body}`.split(`\n--${boundary}`).slice(1, MOST_PARTS + 1);
  const last = stretches.findIndex((each) => each.startsWith('--'));
  return stretches.slice(0, last < 0 ? undefined : last).map((each) => each.slice(each.indexOf('\n') + 1));
}

function decode(body: string, encoding: string): Buffer {
  if (encoding === 'base64') return Buffer.from(body, 'base64');
  if (encoding !== 'quoted-printable') return Buffer.from(body, 'latin1');
  const text = body.replace(/=[ \t]*\r?\n/g, '').replace(/=([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(text, 'latin1');
}

function textOf({ body, charset }: Part): string {
  try {
    return new TextDecoder(charset).decode(body);
  } catch {
    // A name no browser knows either.
    return body.toString('utf8');
  }
}

function withPictures(html: string, pictures: readonly Part[]): string {
  const found = new Map<string, Part>();
  for (const picture of pictures) {
    if (picture.id) found.set(`cid:${picture.id}`, picture);
    if (picture.location) found.set(picture.location, picture).set(picture.location.replace(/^.*\//, ''), picture);
  }
  return html.replace(/(\s(?:src|background)=)(["']?)([^"'\s>]+)\2/gi, (whole, name: string, _quote, target: string) => {
    const picture = found.get(target) ?? found.get(target.replace(/^.*\//, ''));
    return picture ? `${name}"data:${picture.type};base64,${picture.body.toString('base64')}"` : whole;
  });
}
