/**
 * What the author of a Word document allows in its content controls (ECMA-376 part 1, 17.5.2): locked controls and locked contents stay as they are, a list has one of
 * its items, and a box is ticked by clicking it. The editor's own lists and boxes obey that; typing, pasting and deleting do not.
 */
import type { ControlRule } from '../../words/codes.js';
import { isHistoryTransaction } from 'prosemirror-history';
import type { Node } from 'prosemirror-model';
import { Plugin, type Transaction } from 'prosemirror-state';

export interface ControlAttributes {
  alias: string | null;
  showingPlaceholder: boolean;
  sdtType: string;
  id: number | null;
  tag: string | null;
  lock: string | null;
  placeholder: string | null;
  listItems: string | null;
  checked: boolean | null;
  dataBinding: string | null;
  rawPropertiesXml: string | null;
}

/** @param refused tells the reader */
export function honourControls(refused: (rule: ControlRule) => void): Plugin {
  return new Plugin({
    filterTransaction(transaction, { doc }) {
      if (!transaction.docChanged || isHistoryTransaction(transaction) || transaction.getMeta('suggestionModeBypass')) return true;
      const rule = brokenRule(doc, transaction);
      if (rule) refused(rule);
      return rule === null;
    },
  });
}

function brokenRule(doc: Node, transaction: Transaction): ControlRule | null {
  let broken: ControlRule | null = null;
  doc.descendants((node, place) => {
    if (broken !== null || node.isText) return false;
    if (!isControl(node)) {
      const rules = heldRules(node);
      if (rules) broken = heldRule(node, rules, transaction.doc);
      return true;
    }
    const is = controlAt(transaction, node, place);
    broken = is === null ? (/^sdt/.test(attributesOf(node).lock ?? '') ? 'locked' : null) : ruleOf(node, is);
    return true;
  });
  return broken;
}

export const isControl = ({ type }: Node): boolean => type.name === 'sdt' || type.name === 'blockSdt';
export const attributesOf = ({ attrs }: Node) => attrs as unknown as ControlAttributes;

/** What a control in a table holds, by the bookmark with which the server marks it (`word-unwrapped.ts`). */
const HELD = /^_imm_sdt:\d+:(\w+):e?([lk]+):/;
const KINDS: Readonly<Record<string, string>> = { paragraph: 'p', tableCell: 'tc', tableHeader: 'tc', tableRow: 'tr' };

interface HeldRules {
  bookmark: string;
  isContentLocked: boolean;
  isKept: boolean;
}

function heldRules(node: Node): HeldRules | null {
  const kind = KINDS[node.type.name];
  if (kind === undefined) return null;
  let first: Node | null = node;
  while (first && first.type.name !== 'paragraph') first = first.firstChild;
  for (const { name } of (first?.attrs['bookmarks'] ?? []) as { name: string }[]) {
    const [, held, rules = ''] = HELD.exec(name) ?? [];
    if (held === kind) return { bookmark: name, isContentLocked: rules.includes('l'), isKept: rules.includes('k') };
  }
  return null;
}

function heldRule(was: Node, { bookmark, isContentLocked, isKept }: HeldRules, doc: Node): ControlRule | null {
  let is: Node | null = null;
  doc.descendants((node) => {
    if (!is && heldRules(node)?.bookmark === bookmark) is = node;
    return is === null;
  });
  if (is === null) return isKept ? 'locked' : null;
  return isContentLocked && contentKey(was) !== contentKey(is) ? 'locked' : null;
}

/** What has become of a control; null when it is gone. */
function controlAt({ mapping, doc }: Transaction, was: Node, place: number): Node | null {
  for (const side of [1, -1]) {
    const node = doc.nodeAt(Math.min(mapping.map(place, side), doc.content.size));
    if (node && isControl(node) && isSame(attributesOf(was), attributesOf(node))) return node;
  }
  return null;
}

const isSame = (one: ControlAttributes, other: ControlAttributes): boolean =>
  (['sdtType', 'id', 'tag', 'lock'] as const).every((name) => one[name] === other[name]);

function ruleOf(was: Node, is: Node): ControlRule | null {
  if (was.content.eq(is.content)) return null;
  const { lock, sdtType, listItems, rawPropertiesXml, checked } = attributesOf(was);
  if (isContentLocked(lock) && contentKey(was) !== contentKey(is)) return 'locked';
  // A group is locked but for the controls in it (17.5.2.17).
  if (/<w:group\b/.test(rawPropertiesXml ?? '') && contentKey(was, true) !== contentKey(is, true)) return 'locked';
  if (contentKey(was) === contentKey(is)) return null;
  // Word writes what is kept elsewhere over it as soon as it opens the file (17.5.2.6). That goes for lists too: choosing an item would not help.
  if (isBound(was)) return 'bound';
  if (sdtType === 'dropDownList' && !choicesOf(listItems).includes(is.textContent)) return 'choice';
  if (sdtType === 'checkbox' && checked === attributesOf(is).checked) return 'choice';
  return null;
}

const isContentLocked = (lock: string | null): boolean => lock === 'contentLocked' || lock === 'sdtContentLocked';

const isBound = (control: Node): boolean => {
  const { dataBinding, rawPropertiesXml } = attributesOf(control);
  return dataBinding !== null || /<w(?:15)?:dataBinding\b/.test(rawPropertiesXml ?? '');
};

/** What a reader may choose from in a control. */
export function choicesIn(control: Node): string[] {
  const { sdtType, lock, listItems } = attributesOf(control);
  const isList = sdtType === 'dropDownList' || sdtType === 'comboBox';
  return isList && !isContentLocked(lock) && !isBound(control) ? choicesOf(listItems) : [];
}

/** What stands in a control. The editor names paragraphs by itself, which changes nothing. @param isGroup what stands in the controls inside may change */
function contentKey(control: Node, isGroup = false): string {
  const plain = (node: Node): unknown => {
    if (node.isText) return [node.text, node.marks];
    if (isGroup && isControl(node)) return node.type.name;
    const { paraId: _, textId: __, ...attributes } = node.attrs;
    return [node.type.name, attributes, node.marks, node.children.map(plain)];
  };
  return JSON.stringify(control.children.map(plain));
}

/** Items are shown by their names, and have values where they have none (17.5.2.21). The first is often a hint without a value. */
function choicesOf(items: string | null): string[] {
  const list = JSON.parse(items ?? '[]') as { displayText?: string; value?: string }[];
  return list.map(({ displayText, value }) => displayText || value || '').filter(Boolean);
}
