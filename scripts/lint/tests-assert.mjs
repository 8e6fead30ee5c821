/**
 * ESLint rule: a test has an assertion that runs whatever happens. An assertion in an `if` may never run, and then the test can't fail.
 *
 * Assertions are calls of `assert` and `expect`, and of functions whose names say that they throw: `expectSaved`, `waitForState`, `until`. A function of
 * the same file counts when it has an assertion. Plugins with such a rule know Jest, Vitest or Playwright; none knows node:test.
 */

const TESTS = new Set(['test', 'it']);
const ASSERTS = /^(assert|expect|waitFor|waitUntil|until)/;
/** Here a part of the code may be skipped: of an `if`, of `a && b` and of `a ? b : c` only the condition always runs. */
const CONDITIONAL = { IfStatement: 'test', ConditionalExpression: 'test', LogicalExpression: 'left' };

/** The identifier a call starts with: `assert` in `assert.equal()`, `expect` in `expect(1).to.equal(1)`. */
function rootOf(node) {
  if (node.type === 'MemberExpression') return rootOf(node.object);
  if (node.type === 'CallExpression') return rootOf(node.callee);
  return node.type === 'Identifier' ? node : undefined;
}

const isFunction = (node) => ['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression'].includes(node?.type);

const rule = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { none: 'This test cannot fail: it has no assertion, or only some in an `if`.' },
  },
  create(context) {
    const { sourceCode } = context;

    /** The function of this file that an identifier names. */
    function definitionOf(identifier) {
      for (let scope = sourceCode.getScope(identifier); scope; scope = scope.upper) {
        const definition = scope.set.get(identifier.name)?.defs[0]?.node;
        if (!definition) continue;
        const value = definition.type === 'VariableDeclarator' ? definition.init : definition;
        return isFunction(value) ? value : undefined;
      }
      return undefined;
    }

    function asserts(node, visited) {
      if (!node || visited.has(node)) return false;
      visited.add(node);
      if (node.type === 'Identifier') return asserts(definitionOf(node), visited);
      if (node.type === 'CallExpression') {
        const root = rootOf(node.callee);
        const { property } = node.callee;
        if (ASSERTS.test(root?.name ?? '') || ASSERTS.test(property?.name ?? '')) return true;
        if (root && root === node.callee && asserts(root, visited)) return true;
      }
      // Both branches have an assertion, or the condition has one.
      const always = CONDITIONAL[node.type];
      if (always && asserts(node[always], visited)) return true;
      if (always)
        return Boolean(node.consequent && node.alternate) && [node.consequent, node.alternate].every((each) => asserts(each, visited));
      const children = sourceCode.visitorKeys[node.type].flatMap((key) => node[key]);
      return children.some((child) => child && child.type !== 'Identifier' && asserts(child, visited));
    }

    return {
      CallExpression(node) {
        if (!TESTS.has(rootOf(node.callee)?.name ?? '') || node.callee.type === 'CallExpression') return;
        const run = node.arguments.at(-1);
        if (!run || (!isFunction(run) && run.type !== 'Identifier')) return;
        if (!asserts(run, new Set())) context.report({ node: node.callee, messageId: 'none' });
      },
    };
  },
};

export default { rules: { 'tests-assert': rule } };
