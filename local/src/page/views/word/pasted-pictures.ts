/** Pictures in pasted HTML. Those that come along, as `data:` or in the RTF that Word puts beside its HTML, go into the document; those that would have to be fetched do not. */
import { toPixels } from './pasted-styles.js';

/** Attributes of the editor's pictures; sizes in px. */
export interface PastedPicture {
  src: string;
  alt: string | null;
  width: number;
  height: number;
  rId: string;
  wrapType: 'inline';
  displayMode: 'inline';
}

/** What every Word shows. */
const DATA = /^data:image\/(?:png|jpe?g|gif|bmp);base64,([a-z\d+/=\s]+)$/i;

/** @param rtf what came beside the HTML @param room px */
export function pictureReader(body: HTMLElement, rtf: string, room: number): (image: HTMLImageElement) => PastedPicture | undefined {
  // Word's HTML names files of its own, in the order in which its RTF holds them.
  const files = [...body.querySelectorAll('img')].filter(({ src }) => src.startsWith('file:'));
  const held = files.length > 0 ? picturesIn(rtf) : [];
  const sources = new Map(files.map((image, index) => [image, held.length === files.length ? held[index] : undefined]));
  return (image) => {
    const src = image.getAttribute('src') ?? '';
    const source = DATA.test(src) ? src.replace(/\s/g, '') : sources.get(image);
    if (!source) return undefined;
    const [width, height] = fitting(image, sizeOf(source), room);
    const rId = `rId_img_${crypto.randomUUID()}`;
    return { src: source, alt: image.alt || null, width, height, rId, wrapType: 'inline', displayMode: 'inline' };
  };
}

function fitting(image: HTMLImageElement, [natural, tall]: Size, room: number): Size {
  const [wide, high] = (['width', 'height'] as const).map(
    (side) => toPixels(image.style[side]) || toPixels(image.getAttribute(side) ?? '') || undefined,
  );
  let width = wide ?? (high ? (high * natural) / tall : natural);
  let height = high ?? (width * tall) / natural;
  if (width > room) [width, height] = [room, (height * room) / width];
  return [Math.max(1, Math.round(width)), Math.max(1, Math.round(height))];
}

type Size = [width: number, height: number];

/** Of a picture whose size nothing says. */
const UNKNOWN: Size = [96, 96];

/** px, as its first bytes say (PNG 11.2.2, GIF 89a 18, BMP's header, JPEG B.2.2). */
function sizeOf(source: string): Size {
  const [, data = ''] = DATA.exec(source) ?? [];
  const bytes = Uint8Array.from(atob(data), (character) => character.charCodeAt(0));
  const view = new DataView(bytes.buffer);
  if (bytes.length < 26) return UNKNOWN;
  const size = ((): Size => {
    if (bytes[0] === 0x89) return [view.getUint32(16), view.getUint32(20)];
    if (bytes[0] === 0x47) return [view.getUint16(6, true), view.getUint16(8, true)];
    if (bytes[0] === 0x42) return [view.getInt32(18, true), Math.abs(view.getInt32(22, true))];
    let at = 2;
    while (at + 9 < bytes.length && bytes[at] === 0xff) {
      const marker = bytes[at + 1]!;
      const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
      if (isFrame) return [view.getUint16(at + 7), view.getUint16(at + 5)];
      at += 2 + view.getUint16(at + 2);
    }
    return UNKNOWN;
  })();
  return size[0] > 0 && size[1] > 0 ? size : UNKNOWN;
}

/** Pictures of an RTF text as `data:` URLs, in their order (RTF 1.9.1, `\pict`). */
function picturesIn(rtf: string): string[] {
  const pictures: string[] = [];
  for (const { index } of rtf.matchAll(/\{\\pict\b/g)) {
    // The same once more, for old programs.
    if (/\\nonshppict\s*$/.test(rtf.slice(Math.max(0, index - 20), index))) continue;
    const group = groupAt(rtf, index);
    const type = /\\(png|jpeg)blip\b/.exec(group)?.[1];
    if (!type) continue;
    const hex = withoutGroups(group.slice(1, -1))
      .replace(/\\[a-z]+-?\d* ?/g, '')
      .replace(/[^\da-f]/gi, '');
    const binary = (hex.match(/../g) ?? []).map((pair) => String.fromCharCode(Number.parseInt(pair, 16))).join('');
    pictures.push(`data:image/${type};base64,${btoa(binary)}`);
  }
  return pictures;
}

/** From a brace to the one that closes it. */
function groupAt(rtf: string, start: number): string {
  let depth = 0;
  for (let at = start; at < rtf.length; at++) {
    if (rtf[at] === '\\') at++;
    else if (rtf[at] === '{') depth++;
    else if (rtf[at] === '}' && --depth === 0) return rtf.slice(start, at + 1);
  }
  return rtf.slice(start);
}

/** With a space for each, which ends the word before it. */
function withoutGroups(text: string): string {
  const parts: string[] = [];
  let depth = 0;
  for (const [part] of text.matchAll(/[{}]|[^{}]+/g)) {
    if (part === '{') depth++;
    else if (part === '}') depth--;
    else if (depth === 0) parts.push(part);
  }
  return parts.join(' ');
}
