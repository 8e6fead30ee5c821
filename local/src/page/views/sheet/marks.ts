/** Corners of cells: what has a note, a list to choose from, a link, or a result that is out of date. */
import { InterceptorEffectEnum, type ICellMarks, type IDisposable, type Injector } from '@univerjs/core';
import { INTERCEPTOR_POINT, SheetInterceptorService } from '@univerjs/preset-sheets-core';
import { holds } from '../../../shared/sheet/references.js';
import { validationAt } from '../../../shared/sheet/validation.js';
import type { SheetRules } from './rules.js';
import type { SheetStale } from './stale.js';

const SIZE = 7;
const COLOURS = { note: '#d13438', list: '#7f7f7f', stale: '#e87400' };
const LINK = '#1f5fc4';

export function markCells(injector: Injector, rules: SheetRules, stale: SheetStale): IDisposable {
  return injector.get(SheetInterceptorService).intercept(INTERCEPTOR_POINT.CELL_CONTENT, {
    effect: InterceptorEffectEnum.Style,
    handler: (cell, { subUnitId, row, col, rawData }, next) => {
      const { notes = [], links = [], validations = [] } = rules.noticesOf(subUnitId) ?? {};
      const place = { row, column: col };
      const markers: ICellMarks = {};
      if (notes.some((note) => note.row === row && note.column === col)) markers.tr = { color: COLOURS.note, size: SIZE };
      if (validationAt(validations, place)?.kind === 'list') markers.br = { color: COLOURS.list, size: SIZE };
      if (stale.isMarked(subUnitId, row, col)) markers.tl = { color: COLOURS.stale, size: SIZE };
      const isLink = links.some((range) => holds(range, place));
      if (Object.keys(markers).length === 0 && !isLink) return next(cell);
      const own = !cell || cell === rawData ? { ...rawData } : cell;
      own.markers = { ...own.markers, ...markers };
      if (isLink) own.interceptorStyle = { ...own.interceptorStyle, cl: { rgb: LINK }, ul: { s: 1 } };
      return next(own);
    },
  });
}
