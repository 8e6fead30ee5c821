/** Namespaces of two documents whose elements are to stand in one (Namespaces in XML 1.0; `mc:Ignorable` is of ECMA-376 part 3, 7.2). */
import { escapeXml, parseXml, type XmlNode } from './xml.js';

const IGNORABLE = 'mc:Ignorable';

/** The source with other prefixes where its own mean something else to `own`: drafts of Office's extensions have the names of what came of them. */
export function withOwnPrefixes(source: string, own: XmlNode): string {
  const { attributes } = parseXml(source);
  const taken = Object.keys(attributes).flatMap((name) => {
    const prefix = /^xmlns:([\w-]+)$/.exec(name)?.[1];
    return prefix !== undefined && (own.attributes[name] ?? attributes[name]) !== attributes[name] ? [prefix] : [];
  });
  return taken.reduce((text, prefix) => {
    const names = new RegExp(`(</?|\\s|\\sxmlns:)${prefix}(?=:|=)`, 'g');
    const lists = new RegExp(`(\\s(?:mc:Ignorable|Requires)="[^"]*\\b)${prefix}(?![\\w-])`);
    return text.replace(/<[^>]*>/g, (tag) => tag.replace(names, `$1${prefix}-office`).replace(lists, `$1${prefix}-office`));
  }, source);
}

/**
 * Declares at the root what its inside has got of the other document, and no more.
 * @param source an element without anything before it, whose start tag is that of `own` @param before what it was
 */
export function declare(source: string, before: string, own: XmlNode, other: XmlNode): string {
  const isUsed = (text: string, prefix: string) => text.includes(`<${prefix}:`) || text.includes(` ${prefix}:`);
  const prefixesOf = ({ attributes }: XmlNode) => (attributes[IGNORABLE] ?? '').split(/\s+/).filter(Boolean);
  const isNew = (prefix: string) => own.attributes[`xmlns:${prefix}`] === undefined && isUsed(source, prefix) && !isUsed(before, prefix);
  const ignorable = prefixesOf(other).filter((prefix) => isNew(prefix) && !prefixesOf(own).includes(prefix));
  let text = source;
  for (const [name, value] of Object.entries(other.attributes)) {
    const prefix = /^xmlns:(.*)$/.exec(name)?.[1];
    if (prefix !== undefined && (isNew(prefix) || (prefix === 'mc' && ignorable.length > 0))) text = put(text, name, value);
  }
  return ignorable.length > 0 ? put(text, IGNORABLE, [...prefixesOf(own), ...ignorable].join(' ')) : text;
}

/** Sets an attribute of the first tag. */
function put(source: string, name: string, value: string): string {
  const without = source.replace(new RegExp(`^([^>]*?)\\s${name}\\s*=\\s*(?:"[^"]*"|'[^']*')`), '$1');
  return without.replace(/^<[^\s/>]+/, (tag) => `${tag} ${name}="${escapeXml(value)}"`);
}
