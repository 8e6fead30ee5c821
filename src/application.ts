/** The SDK's `Application`, typed by the kind of document. */
import { WebOfficeError } from './contract/errors.js';
import type { ImmWebofficeElement } from './imm-weboffice.js';
import type { Applications } from './sdk/index.js';

const KINDS = { w: 'a text document', s: 'a workbook', p: 'a presentation', f: 'a PDF' } as const satisfies Record<
  keyof Applications,
  string
>;

/**
 * What `element.whenReady()` gives, typed for one kind of document: members that Alibaba Cloud's JS-SDK documentation names, all others `unknown`.
 * @param kind as in `fileInfo.officeType`: w text, s workbook, p presentation, f PDF
 * @throws {WebOfficeError} `InvalidConfiguration` when the document is of another kind, or why it is not open
 * @example
 * const app = await getApplication(element, 's');
 * app.ActiveSheet.Range('B2').Value = 'Total';
 */
export async function getApplication<Kind extends keyof Applications>(
  element: ImmWebofficeElement,
  kind: Kind,
): Promise<Applications[Kind]> {
  const application = await element.whenReady();
  const actual = element.fileInfo?.officeType;
  // An office page that does not say what the document is leaves that to the caller.
  if (actual && actual !== kind) {
    throw new WebOfficeError(
      'InvalidConfiguration',
      'document',
      `the document is ${KINDS[actual]} ('${actual}'), not ${KINDS[kind]} ('${kind}')`,
    );
  }
  return application as Applications[Kind];
}
