/**
 * ESLint rule: every declaration a module exports has a docstring, `/** … *\/`, directly before it.
 *
 * A name needs one docstring: it covers the overloads of a function, and the type inferred from a Zod schema of the same name. Re-exports need none, they have
 * that of their source; nor does the object of `export default {…}`, which has no name.
 */

/** The names a statement declares: several of `const a = 1, b = 2` and of `const { a, b } = c`. */
function namesOf(statement, sourceCode) {
  if (statement.type !== 'VariableDeclaration') return statement.id ? [statement.id.name] : [];
  return sourceCode.getDeclaredVariables(statement).map(({ name }) => name);
}

/** A comment with a blank line after it is about the file, or about a part of it. */
const isDocstringOf = (statement, comment) =>
  comment?.type === 'Block' && /^\*[^]*\w/.test(comment.value) && comment.loc.end.line >= statement.loc.start.line - 1;

const rule = {
  meta: {
    type: 'suggestion',
    schema: [],
    messages: { none: '{{name}} is exported and has no docstring: say what its name does not, with units and the errors it throws.' },
  },
  create(context) {
    const { sourceCode } = context;
    return {
      Program({ body }) {
        const exported = new Set();
        const documented = new Set();
        const places = new Map();
        for (const statement of body) {
          const isDefault = statement.type === 'ExportDefaultDeclaration';
          const isExport = isDefault || statement.type === 'ExportNamedDeclaration';
          const declaration = isExport ? statement.declaration : statement;
          // `export { a, b }`; with a source it is a re-export.
          if (!declaration) {
            if (!statement.source) for (const { local } of statement.specifiers) exported.add(local.name);
            continue;
          }
          const names = namesOf(declaration, sourceCode);
          // A function or class of `export default` may have no name.
          if (isDefault && /Function|Class/.test(declaration.type) && names.length === 0) names.push('default');
          if (isDefault && declaration.type === 'Identifier') exported.add(declaration.name);
          const hasDocstring = isDocstringOf(statement, sourceCode.getCommentsBefore(statement).at(-1));
          for (const name of names) {
            if (isExport) exported.add(name);
            if (hasDocstring) documented.add(name);
            if (!places.has(name)) places.set(name, declaration.id ?? statement);
          }
        }
        for (const name of exported) {
          // A name that is not declared here is imported.
          if (documented.has(name) || !places.has(name)) continue;
          context.report({ node: places.get(name), messageId: 'none', data: { name } });
        }
      },
    };
  },
};

export default { rules: { 'exports-documented': rule } };
