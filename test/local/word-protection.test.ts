/** What the author of a Word document allows is honoured: read-only with the reason, or tracked. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ZipFile } from '../../local/src/server/ooxml/zip-file.js';
import { traitsOf } from '../../local/src/server/saving/editors.js';
import { docx } from '../setup/documents.js';

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const list = (type: string, target: string, more = '') =>
  `<Relationships>${more}<Relationship Id="s1" Type="${OFFICE}/${type}" Target="${target}"/></Relationships>`;

function protectedBy(settings: string, properties?: string): Buffer {
  const main = `<Relationship Id="m1" Type="${OFFICE}/officeDocument" Target="word/document.xml"/>`;
  return ZipFile.parse(docx(['words']))
    .with(
      new Map([
        [
          'word/settings.xml',
          `<w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${settings}</w:settings>`,
        ],
        ['word/_rels/document.xml.rels', list('settings', 'settings.xml')],
        ...(properties === undefined
          ? []
          : ([
              ['docProps/custom.xml', `<Properties>${properties}</Properties>`],
              ['_rels/.rels', list('custom-properties', 'docProps/custom.xml', main)],
            ] as const)),
      ]),
    )
    .toBuffer();
}

const openedAs = (file: Buffer) => {
  const found = traitsOf('word', file);
  return typeof found === 'string' ? found : (found.tracking ?? 'editable');
};
const final = (value: string) => `<property name="_MarkAsFinal"><vt:bool xmlns:vt="urn:vt">${value}</vt:bool></property>`;

const cases: readonly (readonly [settings: string, opened: string, properties?: string])[] = [
  ['', 'editable'],
  ['<w:documentProtection w:edit="readOnly" w:enforcement="1"/>', 'RestrictedToReading'],
  ['<w:documentProtection w:edit="readOnly" w:enforcement="true"/>', 'RestrictedToReading'],
  ['<w:documentProtection w:edit="comments" w:enforcement="1"/>', 'RestrictedToComments'],
  ['<w:documentProtection w:edit="forms" w:enforcement="on"/>', 'RestrictedToForms'],
  ['<w:documentProtection w:edit="trackedChanges" w:enforcement="1"/>', 'required'],
  ['<w:trackRevisions/><w:documentProtection w:edit="readOnly" w:enforcement="0"/>', 'on'],
  ['<w:documentProtection w:edit="readOnly"/>', 'editable'],
  ['<w:documentProtection w:edit="none" w:enforcement="1"/>', 'editable'],
  ['<w:trackRevisions/>', 'on'],
  ['<w:trackRevisions w:val="false"/>', 'editable'],
  ['<w:writeProtection w:recommended="1"/>', 'RestrictedToReading'],
  ['<w:writeProtection w:recommended="0"/>', 'editable'],
  ['<w:writeProtection w:hashValue="x"/>', 'RestrictedToReading'],
  ['', 'Final', final('true')],
  ['', 'editable', final('false')],
];
describe('a Word document opens', () => {
  for (const [settings, opened, properties] of cases) {
    test(`${settings || 'without settings'} ${properties ?? ''}: ${opened}`, () =>
      assert.equal(openedAs(protectedBy(settings, properties)), opened));
  }
});
