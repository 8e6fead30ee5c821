/** Refuses changes of cells that the workbook's author has locked, and values that its rules forbid, where a page sends them all the same. */
import { parseXml } from '../ooxml/xml.js';
import { ImmFault } from '../imm-fault.js';
import type { CellChange, LineSize } from '../../shared/page-api.js';
import type { FormulaContext } from '../../shared/sheet/followed.js';
import { filledCells } from './locked.js';
import type { LockedRange } from '../../shared/sheet/notices.js';
import { isLockedBy, type Protection } from '../../shared/sheet/protected-cells.js';
import { readCellProtection, readProtection } from './protection.js';
import { holds, writeReference } from '../../shared/sheet/references.js';
import { isValid, validationAt, type Validation } from '../../shared/sheet/validation.js';
import { readValidations } from './read-validations.js';
import type { Workbook } from './workbook.js';

export class SheetGuard {
  readonly #protection: Protection | undefined;
  readonly #filled: LockedRange[];
  readonly #validations: Validation[];
  readonly #sheet: string;

  constructor(workbook: Workbook, index: number, { sheets }: FormulaContext) {
    const { root } = workbook.sheet(index);
    const styles = workbook.related('styles').map((part) => workbook.zip.text(part))[0];
    this.#protection = readProtection(root, styles === undefined ? [] : readCellProtection(parseXml(styles)));
    this.#filled = filledCells(root);
    this.#validations = readValidations(root);
    this.#sheet = sheets[index] ?? '';
  }

  /** @returns whether there is something to be done: looks cannot be changed where the sheet is protected @throws {ImmFault} when it is forbidden */
  mayChange(change: CellChange): boolean {
    const { value, computed } = change;
    if (computed) return true;
    const place = `Cell ${writeReference(change)} of sheet ${this.#sheet}`;
    const hasContent = value !== undefined;
    if (
      hasContent &&
      this.#filled.some((range) => holds(range, change) && (range.startRow !== change.row || range.startColumn !== change.column))
    )
      throw new ImmFault(400, 'CellLocked', `${place} is filled by the formula of another cell. Change that cell instead.`);
    if (this.#protection) {
      const isLocked = isLockedBy(this.#protection, change);
      if (isLocked && (hasContent || !this.#protection.formats))
        throw new ImmFault(400, 'SheetProtected', `${place} is locked: the sheet is protected. Unprotect it in Excel to change it.`);
      // What is typed brings its number format along.
      if (!hasContent && !this.#protection.formats) return false;
    }
    if (hasContent && change.formula === undefined && !change.restored && this.#isForbidden(change))
      throw new ImmFault(400, 'CellInvalid', `${place} has a data validation that does not allow this value.`);
    return true;
  }

  /** The grid makes rows as high as what they hold; others' sizes are kept where the sheet is protected. @throws {ImmFault} */
  mayResize({ line, auto }: LineSize): boolean {
    if (!this.#protection || (line === 'row' ? this.#protection.rows : this.#protection.columns)) return true;
    if (auto) return false;
    throw new ImmFault(400, 'SheetProtected', `Sheet ${this.#sheet} is protected: its rows and columns keep their sizes.`);
  }

  /** By rules that name values, and refuse. The page checks those that name cells. */
  #isForbidden(change: CellChange): boolean {
    const rule = validationAt(this.#validations, change);
    if (!rule || rule.isHint || rule.style !== 'stop') return false;
    const isWrittenOut = rule.kind === 'list' ? Array.isArray(rule.list) : rule.operands.every((operand) => 'number' in operand);
    return isWrittenOut && isValid(rule, change.value ?? null, () => undefined) === false;
  }
}
