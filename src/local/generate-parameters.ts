/**
 * The parameters of GenerateWebofficeToken, read and checked. Source: API page GenerateWebofficeToken (2026-01-27);
 * error codes where the page has them, else `Invalid{Parameter}`.
 */
import { LIMITS, officeTypeOf, type OfficeType } from '../contract/formats.js';
import { ImmFault, invalid, invalidJSON, missing } from './imm-fault.js';
import type { SessionInfo } from './page-api.js';

export type Parameters = ReadonlyMap<string, string>;

export interface GenerateParameters {
  sourceURI: string;
  filename: string;
  officeType: OfficeType;
  permission: SessionInfo['permission'];
  user: SessionInfo['user'];
  hidecmb: boolean;
  cachePreview: boolean;
  previewPages: number | undefined;
  watermark: SessionInfo['watermark'];
}

/** @throws {ImmFault} for the first parameter that is wrong */
export function readGenerateParameters(parameters: Parameters): GenerateParameters {
  const sourceURI = required(parameters, 'SourceURI');
  if (!/^oss:\/\/[^/]+\/.+/s.test(sourceURI)) throw invalid('SourceURI');
  const filename = parameters.get('Filename') ?? sourceURI.split('/').pop() ?? '';
  const officeType = officeTypeOf(filename);
  // The extension decides, and only in lower case (API page, "uppercase file name extension").
  if (!officeType || !/\.[a-z]+$/.test(filename)) throw invalid('Filename');
  const permission = readPermission(struct(parameters, 'Permission'), officeType);
  const user = readUser(parameters);
  const watermark = readWatermark(struct(parameters, 'Watermark'));
  const flags = booleans(Object.fromEntries(parameters), ['CachePreview', 'Hidecmb', 'ExternalUploaded']);
  if (Buffer.byteLength(parameters.get('UserData') ?? '') > LIMITS.userData) throw invalid('UserData');
  for (const name of ['Notification', 'CredentialConfig']) struct(parameters, name);
  return {
    ...{ sourceURI, filename, officeType, permission, user, watermark },
    hidecmb: flags.Hidecmb,
    cachePreview: flags.CachePreview,
    previewPages: readPages(parameters.get('PreviewPages')),
  };
}

export function required(parameters: Parameters, name: string): string {
  const value = parameters.get(name);
  if (!value) throw missing(name);
  return value;
}

function readPermission(fields: Record<string, unknown>, officeType: OfficeType): SessionInfo['permission'] {
  const given = booleans(fields, ['Readonly', 'Rename', 'History', 'Copy', 'Export', 'Print']);
  // "PDF files only support the preview feature", "Exporting is not supported for PDF files", and Export needs Print.
  if (officeType === 'f' && (!given.Readonly || given.Export)) throw invalid('Permission');
  if (given.Export && !given.Print) throw invalid('Permission');
  const { Readonly: readonly, Rename: rename, History: history, Copy: copy, Export: export_, Print: print } = given;
  return { readonly, rename, history, copy, export: export_, print };
}

/** Id: letters and digits, at most 15; Name: digits, letters and `- _ + / = @`, at most 32. */
function readUser(parameters: Parameters): SessionInfo['user'] {
  if (parameters.get('User') === '') {
    throw new ImmFault(400, 'InvalidArgument.User', 'The parameter User is required but not provided');
  }
  const fields = struct(parameters, 'User');
  const [id, name, avatar] = [text(fields.Id), text(fields.Name), text(fields.Avatar)];
  if (!/^[A-Za-z0-9]{0,15}$/.test(id) || !/^[A-Za-z0-9\-_+/=@]{0,32}$/.test(name)) throw invalid('User');
  if (avatar && !URL.canParse(avatar)) throw invalid('User');
  return { id, name: name || 'Unknown', ...(avatar && { avatar }) };
}

function readWatermark(fields: Record<string, unknown>): SessionInfo['watermark'] {
  const type = Number(fields.Type ?? 0);
  const number = (name: string, otherwise: number) => {
    const value = Number(fields[name] ?? otherwise);
    if (!Number.isFinite(value)) throw invalid('Watermark');
    return value;
  };
  if (type !== 0 && type !== 1) throw invalid('Watermark');
  const watermark = {
    value: text(fields.Value),
    font: text(fields.Font) || 'bold 20px Serif',
    fillStyle: text(fields.FillStyle) || 'rgba(192, 192, 192, 0.6)',
    rotate: number('Rotate', -0.7853982),
    vertical: number('Vertical', 100),
    horizontal: number('Horizontal', 50),
  };
  return type === 1 && watermark.value ? watermark : undefined;
}

function readPages(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const pages = /^\d+$/.test(value) ? Number(value) : 0;
  if (pages < 1 || pages > LIMITS.pages) throw invalid('PreviewPages');
  return pages;
}

/** A struct parameter is JSON; published samples use single quotes as well. */
function struct(parameters: Parameters, name: string): Record<string, unknown> {
  const value = parameters.get(name);
  if (!value) return {};
  for (const candidate of [value, value.replaceAll("'", '"')]) {
    try {
      const parsed: unknown = JSON.parse(candidate);
      if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return parsed as Record<string, unknown>;
    } catch {
      // The next candidate, or the error below.
    }
  }
  throw invalidJSON(name);
}

/** Booleans travel as booleans or as strings; what is absent is false. */
function booleans<Name extends string>(fields: Record<string, unknown>, names: readonly Name[]): Record<Name, boolean> {
  const entries = names.map((name) => {
    const value = fields[name] ?? false;
    const isTrue = value === true || value === 'true';
    if (!isTrue && value !== false && value !== 'false') throw invalid(name);
    return [name, isTrue];
  });
  return Object.fromEntries(entries) as Record<Name, boolean>;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
