/** The lint rule that keeps logic of the office page free of what only browsers have. */
import { describe, it } from 'node:test';
import { RuleTester } from 'eslint';
import ts from 'typescript-eslint';
import plugin from '../../scripts/lint/no-browser.mjs';

Object.assign(RuleTester, { describe, it });
const browser = (...names: string[]) => names.map((name) => ({ messageId: 'browser', data: { name } }));

new RuleTester({ languageOptions: { parser: ts.parser } }).run('no-browser', plugin.rules['no-browser'], {
  valid: [
    'export const url = new URL("a", "https://a.example");',
    'setTimeout(() => fetch("/"), 1);',
    'const document = { title: "" }; document.title = "a";',
    'function draw(window: Window, element: HTMLElement): Event { return element.event; }',
    'export type Language = Navigator["language"];',
    'const a = { document: 1 }; a.document;',
  ],
  invalid: [
    { code: 'document.title = "a";', errors: browser('document') },
    { code: 'export const width = () => window.innerWidth + screen.width;', errors: browser('window', 'screen') },
    { code: 'if (event instanceof HTMLElement) event.focus();', errors: browser('event', 'HTMLElement', 'event') },
    // There in a later version of Node, or with an option.
    { code: 'export const language = navigator.language;', errors: browser('navigator') },
    { code: 'localStorage.clear();', errors: browser('localStorage') },
  ],
});
