/**
 * The parameters of GenerateWebofficeToken, read and checked. Source: API page GenerateWebofficeToken (2026-01-27);
 * error codes where the page has them, else `Invalid{Parameter}`.
 */
import { randomBytes } from 'node:crypto';
import { LIMITS, officeTypeOf, type OfficeType } from 'imm-weboffice/contract';
import { ImmFault, invalid } from '../imm-fault.js';
import type { SessionInfo } from '../../shared/page-api.js';
import { boolean, number, part, required, struct, text, type Fields, type Parameters } from './parameter-values.js';

export interface GenerateParameters {
  sourceURI: string;
  filename: string;
  officeType: OfficeType;
  permission: SessionInfo['permission'];
  user: SessionInfo['user'];
  hidecmb: boolean;
  cachePreview: boolean;
  externalUploaded: boolean;
  previewPages: number | undefined;
  watermark: SessionInfo['watermark'];
  password: string | undefined;
  referer: string;
  userData: string;
  /** Topic for notifications. */
  topic: string | undefined;
}

/** Longest password officecrypto-tool takes, and longer than any program lets people set. */
const LONGEST_PASSWORD = 255;

/**
 * @param userNames which names a user may have, see {@link LocalWebOfficeOptions.userNames}
 * @throws {ImmFault} for the first parameter that is wrong
 */
export function readGenerateParameters(parameters: Parameters, userNames: UserNames = 'any'): GenerateParameters {
  const sourceURI = required(parameters, 'SourceURI');
  if (!/^oss:\/\/[^/]+\/.+/s.test(sourceURI)) throw invalid('SourceURI');
  const filename = parameters.get('Filename') ?? sourceURI.split('/').pop() ?? '';
  const officeType = isFilename(filename) ? officeTypeOf(filename) : undefined;
  if (!officeType) throw invalid('Filename');
  const permission = readPermission(struct(parameters, 'Permission'), officeType);
  const user = readUser(parameters, NAMES[userNames]);
  const watermark = readWatermark(struct(parameters, 'Watermark'));
  const topic = readTopic(parameters);
  // Chained authorization: there are no roles here that it could be checked against.
  struct(parameters, 'CredentialConfig');
  const userData = parameters.get('UserData') ?? '';
  if (Buffer.byteLength(userData) > LIMITS.userData) throw invalid('UserData');
  const password = parameters.get('Password') || undefined;
  if (password !== undefined && password.length > LONGEST_PASSWORD) throw invalid('Password');
  const flag = (name: string) => boolean(Object.fromEntries(parameters), name, name);
  return {
    ...{ sourceURI, filename, officeType, permission, user, watermark, topic, userData, password },
    hidecmb: flag('Hidecmb'),
    cachePreview: flag('CachePreview'),
    externalUploaded: flag('ExternalUploaded'),
    previewPages: readPages(parameters.get('PreviewPages')),
    referer: parameters.get('Referer') ?? '',
  };
}

/** A name, no path, with its extension in lower case (API page, "uppercase file name extension"). */
export function isFilename(name: string): boolean {
  // eslint-disable-next-line no-control-regex -- they would break headers and titles
  return name.length <= 1_023 && !/[/\\\0-\x1f\x7f]/.test(name) && /\.[a-z]+$/.test(name);
}

function readPermission(fields: Fields, officeType: OfficeType): SessionInfo['permission'] {
  const flag = (name: string) => boolean(fields, name, 'Permission');
  const permission = {
    readonly: flag('Readonly'),
    rename: flag('Rename'),
    history: flag('History'),
    copy: flag('Copy'),
    export: flag('Export'),
    print: flag('Print'),
  };
  // "PDF files only support the preview feature", "Exporting is not supported for PDF files", and Export needs Print.
  if (officeType === 'f' && (!permission.readonly || permission.export)) throw invalid('Permission');
  if (permission.export && !permission.print) throw invalid('Permission');
  return permission;
}

/** Which names a user may have. */
export type UserNames = 'any' | 'documented';

const NAMES: Readonly<Record<UserNames, RegExp>> = { any: /^\P{Cc}{0,32}$/u, documented: /^[A-Za-z0-9\-_+/=@]{0,32}$/ };

/** Id: letters and digits, at most 15; Name: as `names` allows. */
function readUser(parameters: Parameters, names: RegExp): SessionInfo['user'] {
  if (parameters.get('User') === '') {
    throw new ImmFault(400, 'InvalidArgument.User', 'The parameter User is required but not provided');
  }
  const fields = struct(parameters, 'User');
  const [id, name, avatar] = [text(fields, 'Id', 'User'), text(fields, 'Name', 'User'), text(fields, 'Avatar', 'User')];
  if (!/^[A-Za-z0-9]{0,15}$/.test(id) || !names.test(name)) throw invalid('User');
  if (avatar && !/^https?:$/.test(URL.canParse(avatar) ? new URL(avatar).protocol : '')) throw invalid('User');
  // "If User.Id is not passed, the backend automatically generates a random ID", of the form Unknown_random_string.
  return { id: id || `Unknown_${randomBytes(6).toString('hex')}`, name: name || 'Unknown', ...(avatar && { avatar }) };
}

function readWatermark(fields: Fields): SessionInfo['watermark'] {
  const type = number(fields, 'Type', 'Watermark', 0);
  if (type !== 0 && type !== 1) throw invalid('Watermark');
  const watermark = {
    value: text(fields, 'Value', 'Watermark'),
    font: text(fields, 'Font', 'Watermark') || 'bold 20px Serif',
    fillStyle: text(fields, 'FillStyle', 'Watermark') || 'rgba(192, 192, 192, 0.6)',
    rotate: number(fields, 'Rotate', 'Watermark', -0.7853982),
    vertical: number(fields, 'Vertical', 'Watermark', 100),
    horizontal: number(fields, 'Horizontal', 'Watermark', 50),
  };
  if (watermark.vertical < 0 || watermark.horizontal < 0) throw invalid('Watermark');
  return type === 1 && watermark.value ? watermark : undefined;
}

/** Notification is the newer of two ways to name it. There is no RocketMQ here: its messages go to its topic all the same. */
function readTopic(parameters: Parameters): string | undefined {
  const fields = struct(parameters, 'Notification');
  const queues = ['MNS', 'RocketMQ'].filter((name) => fields[name] !== undefined && fields[name] !== null);
  const topics = queues.map((name) => text(part(fields, name, 'Notification'), 'TopicName', 'Notification'));
  if (topics.includes('')) throw invalid('Notification');
  return topics[0] ?? (parameters.get('NotifyTopicName') || undefined);
}

function readPages(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const pages = /^\d+$/.test(value) ? Number(value) : 0;
  if (pages < 1 || pages > LIMITS.pages) throw invalid('PreviewPages');
  return pages;
}
