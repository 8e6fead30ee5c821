/** One fault and what becomes of it. docs/reliability.md is written from these. */
import type { ErrorCode } from '../../../src/index.js';
import type { Attributes } from '../../setup/tag.js';
import type { Bench } from '../bench.js';
import type { Fault } from '../layer.js';

export interface Row {
  /** The fault, in a few words. */
  what: string;
  /** On the way to the host, by path. */
  host?: [path: RegExp, fault: Fault];
  /** On the way to SDK and office pages, by path. */
  office?: [path: RegExp, fault: Fault];
  attributes?: (bench: Bench) => Attributes;
  /** Content-Security-Policy of the host page. */
  policy?: (bench: Bench) => string;
  /** The error in which it ends; without it the document opens. */
  code?: ErrorCode;
  /** The error where it is another one in Firefox. */
  inFirefox?: Pick<Row, 'code' | 'words'>;
  /** Words the reader sees. */
  words?: string;
  /** The fault has passed: the document opens when the reader presses the button of the error panel. */
  opensAgain?: true;
  /** What `error.message` says, for developers. */
  message?: RegExp;
}

export const ENDPOINT = /^\/api\/weboffice$/;
export const SDK = /^\/IMM\/office-js\//;
export const OFFICE_PAGE = /^\/office\/[wspf]\//;
