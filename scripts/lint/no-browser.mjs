/**
 * ESLint rule: a module that is logic uses no global that only browsers have, so that Node can import and test it. Types of browsers are no dependency.
 */

/** Globals that are values in browsers and are not in every version of Node that is supported. */
const BROWSER_ONLY = new Set([
  'navigator',
  'WebSocket',
  'EventSource',
  'Storage',
  'localStorage',
  'sessionStorage',
  'CustomEvent',
  'CloseEvent',
]);

const rule = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { browser: '{{name}} needs a browser, and this module is logic: PAGE_LOGIC in dependency-cruiser.config.mjs.' },
  },
  create(context) {
    return {
      'Program:exit'() {
        const scope = context.sourceCode.scopeManager.globalScope;
        const known = scope.variables.filter(({ defs }) => defs.length === 0).flatMap((each) => each.references);
        for (const { identifier, isValueReference } of [...scope.through, ...known]) {
          const { name } = identifier;
          // Parsers without types have values only.
          if (isValueReference === false || (name in globalThis && !BROWSER_ONLY.has(name))) continue;
          context.report({ node: identifier, messageId: 'browser', data: { name } });
        }
      },
    };
  },
};

export default { rules: { 'no-browser': rule } };
