/** Reads a sheet's rules for what may be written into cells (ECMA-376 part 1, 18.3.1.32 and 18.3.1.33). */
import { child, children, type XmlNode } from '../ooxml/xml.js';
import { readEscapes } from '../../shared/sheet/escapes.js';
import { readFormula } from '../../shared/sheet/functions.js';
import { readRanges } from '../../shared/sheet/references.js';
import type { Validation } from '../../shared/sheet/validation.js';
import { readOperand, type OperandScope } from '../../shared/sheet/validation-operands.js';

const KINDS = new Set(['list', 'whole', 'decimal', 'date', 'time', 'textLength']);

/** @param root of the sheet's part @param scope without it, names and tables are unknown */
export function readValidations(root: XmlNode, scope?: OperandScope): Validation[] {
  const own = children(child(root, 'dataValidations'), 'dataValidation');
  // Rules about other sheets are in an extension (MS-XLSX 2.6.15).
  const extended = children(child(root, 'extLst'), 'ext').flatMap((ext) => children(child(ext, 'dataValidations'), 'dataValidation'));
  return [...own, ...extended].flatMap((node) => {
    const { attributes } = node;
    const ranges = readRanges(attributes.sqref ?? child(node, 'sqref')?.text ?? '');
    const [first] = ranges;
    const type = attributes.type ?? 'none';
    if (!first || type === 'none') return [];
    const formula = (name: string) => {
      const found = child(node, name);
      return found && readFormula(readEscapes((child(found, 'f')?.text ?? found.text).trim()));
    };
    const formulas = [formula('formula1'), formula('formula2')].flatMap((text) => (text ? [text] : []));
    const literal = type === 'list' ? /^"(.*)"$/s.exec(formulas[0] ?? '')?.[1]?.replaceAll('""', '"') : undefined;
    const list = literal !== undefined ? literal.split(',').map((each) => each.trim()) : undefined;
    const operands = formulas.map((text) => readOperand(text, { row: first.startRow, column: first.startColumn }, scope));
    const source = type === 'list' && !list ? operands[0] : undefined;
    const needed = type === 'list' ? 1 : /^notB|^b/.test(attributes.operator ?? 'between') ? 2 : 1;
    const isKnown = KINDS.has(type) && (list !== undefined || operands.slice(0, needed).filter(Boolean).length === needed);
    const error = [attributes.errorTitle, attributes.error].flatMap((text) => (text ? [readEscapes(text)] : [])).join(': ');
    const prompt = [attributes.promptTitle, attributes.prompt].flatMap((text) => (text ? [readEscapes(text)] : [])).join(': ');
    return [
      {
        ...{ ranges, kind: type as Validation['kind'], operator: attributes.operator ?? 'between' },
        style: (attributes.errorStyle ?? 'stop') as Validation['style'],
        allowBlank: isTrue(attributes.allowBlank),
        ...((list ?? source) && { list: list ?? source! }),
        ...(isTrue(attributes.showDropDown) && { hidesArrow: true }),
        operands: list ? [] : operands.flatMap((each) => each ?? []),
        isUnknown: !isKnown,
        ...(error && { error }),
        ...(prompt && isTrue(attributes.showInputMessage) && { prompt }),
        isHint: !isTrue(attributes.showErrorMessage),
      },
    ];
  });
}

const isTrue = (value: string | undefined) => value === '1' || value === 'true';
