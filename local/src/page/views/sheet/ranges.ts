/** Cells in what Univer's mutations say of them. */
import type { ICellData } from '@univerjs/core';
import type { ISetRangeValuesMutationParams } from '@univerjs/preset-sheets-core';

/** The place in the workbook of the sheet with an id of ours, from 0. */
export const sheetOf = (id: string): number => Number(id.split('-')[1]);

export function cellsIn({ cellValue }: ISetRangeValuesMutationParams): { row: number; column: number; cell: ICellData | null }[] {
  return Object.entries(cellValue ?? {}).flatMap(([row, columns]) =>
    Object.entries((columns ?? {}) as Record<string, ICellData | null>).map(([column, cell]) => ({
      row: Number(row),
      column: Number(column),
      cell,
    })),
  );
}

/** Nothing but how it looks. */
export const isFormat = (cell: ICellData | null): boolean => cell !== null && Object.keys(cell).every((key) => key === 's');
