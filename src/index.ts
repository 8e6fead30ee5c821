/** Registers `<imm-weboffice>` and exports its public API. */
import { ImmWebofficeElement } from './imm-weboffice.js';

// Twice is safe: hot reloading, or two bundles on one page.
if (typeof customElements !== 'undefined' && !customElements.get('imm-weboffice')) {
  customElements.define('imm-weboffice', ImmWebofficeElement);
}

export { getApplication } from './application.js';
export { WebOfficeError, type ErrorCode, type ErrorPhase } from './contract/errors.js';
export * from './element/events.js';
export { DEFAULT_SDK_URL } from './element/defaults.js';
export type { ImmWebofficeAttributes, ImmWebofficeEvents, ImmWebofficeProperties, ImmWebofficeTag } from './frameworks/tag.js';
export { ImmWebofficeElement } from './imm-weboffice.js';
export { addMessages, type ErrorText, type Messages } from './locales/index.js';
export type { FetchCredentials, GetGrant, GrantWish } from './credentials/index.js';
export type {
  Application,
  Applications,
  Cells,
  CellValue,
  CellValues,
  FileInfo,
  PDFDocument,
  Presentation,
  Remote,
  SaveResult,
  SdkInstance,
  Sheet,
  Sheets,
  Tab,
  TextRange,
  WordDocument,
  Workbook,
} from './sdk/index.js';
