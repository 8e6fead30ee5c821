/** The grid's engine of formulas, with what a workbook's formulas speak of, and without what would change other formulas' results. */
import type { Injector, IWorkbookData } from '@univerjs/core';
import {
  IFunctionService,
  ISuperTableService,
  TriggerCalculationController,
  functionMath,
  functionStatistical,
} from '@univerjs/preset-sheets-core';
import type { BaseFunction, BaseReferenceObject, BaseValueObject, FunctionVariantType } from '@univerjs/preset-sheets-core';
import type { WorkbookNotices } from '../../../shared/sheet/notices.js';

type Conditional = new (name: string) => BaseFunction;

/** @param data of the workbook as it was loaded */
export function prepareEngine(injector: Injector, data: IWorkbookData): void {
  // What notices that cells have changed. Univer makes it when the grid is drawn, and would miss every change before that.
  injector.get(TriggerCalculationController);
  const functions = injector.get(IFunctionService);
  for (const [of, name] of [...functionMath, ...functionStatistical] as [Conditional, string][]) {
    if (name === 'SUMIF' || name === 'AVERAGEIF') functions.registerExecutors(new (withoutSideEffects(of))(name));
  }
  const tables = injector.get(ISuperTableService);
  for (const { name, sheet, range, columns } of (data.custom as WorkbookNotices | undefined)?.formulas?.tables ?? []) {
    const titleMap = new Map(columns.map((column, index) => [column, index]));
    tables.registerTable(data.id, name, { sheetId: `sheet-${sheet}`, range, titleMap });
  }
}

/**
 * Univer 0.25.1 makes the third argument of these as large as the first, in the reference that all formulas naming the same cell share: after `SUMIF(B2:B6,"x",C2)`
 * every formula with `C2` counts with `C2:C6`.
 */
function withoutSideEffects(of: Conditional): Conditional {
  return class extends of {
    override calculate(...variants: FunctionVariantType[]): ReturnType<BaseFunction['calculate']> {
      const [, , third] = variants;
      const reference = third?.isReferenceObject() ? (third as BaseReferenceObject) : undefined;
      const range = reference?.getRangeData();
      if (range) reference?.setRangeData({ ...range });
      const result = super.calculate(...(variants as BaseValueObject[]));
      if (range) reference?.setRangeData(range);
      return result;
    }
  };
}
