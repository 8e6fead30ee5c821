/** What the author of a Word document allows others to do with it (ECMA-376 part 1, 17.15.1.29, 17.15.1.89, 17.15.1.92; MS-OFFDI 2.1.4 for documents that are final). */
import { mainPart, related } from '../ooxml/relationships.js';
import { child, children, parseXml, type XmlNode } from '../ooxml/xml.js';
import type { ZipFile } from '../ooxml/zip-file.js';
import type { ReadOnlyReason } from '../../shared/page-api.js';

export interface WordProtection {
  /** Why nothing can be changed. */
  readOnly?: ReadOnlyReason;
  /** Changes are tracked: switched on, so that the reader can switch it off, or required by the author. */
  tracking?: 'on' | 'required';
}

const REASONS: Readonly<Record<string, ReadOnlyReason>> = {
  readOnly: 'RestrictedToReading',
  comments: 'RestrictedToComments',
  forms: 'RestrictedToForms',
};

/** @throws {SyntaxError} */
export function protectionOf(zip: ZipFile): WordProtection {
  const settings = settingsOf(zip);
  const restriction = child(settings, 'documentProtection');
  const edit = restriction && isOn(valueOf(restriction, 'enforcement') ?? '0') ? valueOf(restriction, 'edit') : undefined;
  if (edit !== undefined && Object.hasOwn(REASONS, edit)) return { readOnly: REASONS[edit]! };
  const writing = child(settings, 'writeProtection');
  // A password or the author's wish: Word asks for the first, and whether to obey the second.
  const isWriteProtected =
    writing && (isOn(valueOf(writing, 'recommended') ?? '0') || ['hash', 'hashValue'].some((key) => valueOf(writing, key)));
  if (isWriteProtected) return { readOnly: 'RestrictedToReading' };
  if (isFinal(zip)) return { readOnly: 'Final' };
  if (edit === 'trackedChanges') return { tracking: 'required' };
  const tracking = child(settings, 'trackRevisions');
  return tracking && isOn(valueOf(tracking, 'val') ?? '1') ? { tracking: 'on' } : {};
}

function settingsOf(zip: ZipFile): XmlNode | undefined {
  const [part] = related(zip, mainPart(zip) ?? '', 'settings');
  const text = part === undefined ? undefined : zip.text(part);
  return text === undefined ? undefined : parseXml(text);
}

/** The author has marked it as final: Word opens it read-only. */
function isFinal(zip: ZipFile): boolean {
  const [part] = related(zip, '', 'custom-properties');
  const text = part === undefined ? undefined : zip.text(part);
  const mark =
    text === undefined ? undefined : children(parseXml(text), 'property').find(({ attributes }) => attributes.name === '_MarkAsFinal');
  return mark?.children.some(({ text: value }) => isOn(value.trim())) ?? false;
}

/** Without the prefix, which documents choose. */
const valueOf = ({ attributes }: XmlNode, key: string): string | undefined =>
  Object.entries(attributes).find(([name]) => name === key || name.endsWith(`:${key}`))?.[1];

const isOn = (value: string) => /^(?:1|true|on)$/i.test(value);
