/** How parameters travel: scalars as strings, structs as one JSON string. Published samples write single quotes and booleans as strings. */
import { jsonOrUndefined } from 'imm-weboffice/contract';
import { invalid, invalidJSON, missing } from '../imm-fault.js';

export type Parameters = ReadonlyMap<string, string>;
export type Fields = Readonly<Record<string, unknown>>;

/** @throws {ImmFault} */
export function required(parameters: Parameters, name: string): string {
  const value = parameters.get(name);
  if (!value) throw missing(name);
  return value;
}

/** A struct parameter; without fields when it is absent. @throws {ImmFault} */
export function struct(parameters: Parameters, name: string): Fields {
  const value = parameters.get(name);
  if (!value) return {};
  for (const candidate of [value, value.replaceAll("'", '"')]) {
    const parsed = jsonOrUndefined(candidate);
    if (isObject(parsed)) return parsed;
  }
  throw invalidJSON(name);
}

/** A field of a struct that is a struct itself. @throws {ImmFault} for `parameter` */
export function part(fields: Fields, name: string, parameter: string): Fields {
  const value = fields[name] ?? {};
  if (!isObject(value)) throw invalid(parameter);
  return value;
}

/** A text, '' when it is absent; numbers are taken as they are written. @throws {ImmFault} for `parameter` */
export function text(fields: Fields, name: string, parameter: string): string {
  const value = fields[name] ?? '';
  if (typeof value !== 'string' && typeof value !== 'number') throw invalid(parameter);
  return String(value);
}

/** A number, or a string that is one. @throws {ImmFault} for `parameter` */
export function number(fields: Fields, name: string, parameter: string, otherwise: number): number {
  const value = text(fields, name, parameter);
  const result = value.trim() === '' ? otherwise : Number(value);
  if (!Number.isFinite(result)) throw invalid(parameter);
  return result;
}

/** A boolean, or a string that is one; false when it is absent. @throws {ImmFault} for `parameter` */
export function boolean(fields: Fields, name: string, parameter: string): boolean {
  const value = fields[name] ?? false;
  if (value === true || value === 'true') return true;
  if (value === false || value === 'false') return false;
  throw invalid(parameter);
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
