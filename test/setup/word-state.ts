/** What is in the Word editor, for tests that compare documents before and after a key. */
import type { Frame } from 'puppeteer-core';

export interface WordState {
  /** Equal for documents that are equal but for the names the editor gives paragraphs anew. */
  key: string;
  /** One entry per letter, per other leaf (`image`, `tab`) and per block (`<table>`). */
  things: string[];
}

/** Reads the body's editor. ProseMirror hangs the description of what it has drawn on its element. */
export const readState = (frame: Frame): Promise<WordState> =>
  frame.evaluate(() => {
    interface PmNode {
      type: { name: string };
      text?: string;
      isLeaf: boolean;
      toJSON(): unknown;
      children: readonly PmNode[];
    }
    const editor = document.querySelector<HTMLElement & { pmViewDesc: { node: PmNode } }>('.paged-editor__hidden-pm .ProseMirror')!;
    const doc = editor.pmViewDesc.node;
    const key = JSON.stringify(doc.toJSON(), (name: string, value: unknown) => (/^(paraId|textId|_.*)$/.test(name) ? undefined : value));
    const things: string[] = [];
    // No function in here: tsx calls a helper for each that has a name, which the page does not have.
    const left = [doc];
    for (let node = left.shift(); node; node = left.shift()) {
      if (node.text !== undefined) things.push(...node.text);
      else if (node.isLeaf) things.push(node.type.name);
      else {
        if (node !== doc) things.push(`<${node.type.name}>`);
        left.unshift(...node.children);
      }
    }
    return { key, things };
  });
