/** Which globals each part of the sources knows, whatever the types of its dependencies reference. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const ENVIRONMENTS = {
  shared: { knows: ['URL', 'fetch', 'setTimeout'], not: ['document', 'window', 'process', 'Buffer', 'describe'] },
  browser: { knows: ['URL', 'fetch', 'setTimeout', 'document', 'window'], not: ['process', 'Buffer', '__dirname', 'describe'] },
  node: { knows: ['URL', 'fetch', 'setTimeout', 'process', 'Buffer'], not: ['document', 'window', 'describe'] },
  tools: { knows: ['document', 'process'], not: ['describe'] },
} as const;

/** As `tsc` reads it. */
function readProject(name: string): ts.ParsedCommandLine {
  const path = join(ROOT, `tsconfig.${name}.json`);
  return ts.parseJsonSourceFileConfigFileContent(
    ts.readJsonConfigFile(path, (file) => ts.sys.readFile(file)),
    ...([ts.sys, ROOT, undefined, path] as const),
  );
}

/** @returns those of the names that no declaration in the project gives a value */
function unknownNames({ options, fileNames, projectReferences }: ts.ParsedCommandLine, names: readonly string[]): string[] {
  const probe = join(ROOT, 'probe.ts');
  const host = ts.createCompilerHost(options);
  const readSource = host.getSourceFile.bind(host);
  host.getSourceFile = (file, ...rest) =>
    file === probe ? ts.createSourceFile(file, `export default [${names.join()}];`, ts.ScriptTarget.ES2022) : readSource(file, ...rest);
  const program = ts.createProgram({ rootNames: [...fileNames, probe], options, host, ...(projectReferences && { projectReferences }) });
  const missing = program.getSemanticDiagnostics(program.getSourceFile(probe));
  return missing.map(({ messageText }) => /^Cannot find name '(\w+)'/.exec(ts.flattenDiagnosticMessageText(messageText, ' '))?.[1] ?? '?');
}

for (const [name, { knows, not }] of Object.entries(ENVIRONMENTS)) {
  describe(name, () => {
    test(`it knows ${knows.join(', ')}, and neither of ${not.join(', ')}`, () => {
      assert.deepEqual(unknownNames(readProject(name), [...knows, ...not]), not);
    });
  });
}

test('each source of the packages belongs to one environment', () => {
  const environments = (['shared', 'browser', 'node'] as const).map((name) => new Set(readProject(name).fileNames));
  const sources = ['src', 'server/src', 'local/src'].flatMap((folder) => ts.sys.readDirectory(join(ROOT, folder), ['.ts']));
  assert.ok(sources.length > 0);
  assert.deepEqual(
    sources.filter((file) => environments.filter((each) => each.has(file)).length !== 1),
    [],
  );
});
