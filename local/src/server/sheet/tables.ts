/** Tables of a workbook (ECMA-376 part 1, 18.5): what their columns are called, and where they are. */
import { related } from '../ooxml/relationships.js';
import { child, children, parseXml } from '../ooxml/xml.js';
import { readEscapes } from '../../shared/sheet/escapes.js';
import type { TableArea } from '../../shared/sheet/followed.js';
import { readRanges } from '../../shared/sheet/references.js';
import { isOn, type Workbook } from './workbook.js';

export interface SheetTable extends TableArea {
  /** Its look; undefined for none. */
  style: { name: string; rowStripes: boolean; columnStripes: boolean; firstColumn: boolean; lastColumn: boolean } | undefined;
}

/** Of one sheet. @param sheet its place in the workbook, from 0 */
export function tablesOf({ zip, sheets }: Workbook, sheet: number): SheetTable[] {
  return related(zip, sheets[sheet]?.part ?? '', 'table').flatMap((part) => {
    const source = zip.text(part);
    if (source === undefined) return [];
    const root = parseXml(source);
    const { displayName, name, ref = '', headerRowCount = '1', totalsRowCount = '0' } = root.attributes;
    const [range] = readRanges(ref);
    if (!range) return [];
    const columns = children(child(root, 'tableColumns'), 'tableColumn').map(({ attributes }) => readEscapes(attributes.name ?? ''));
    const look = child(root, 'tableStyleInfo')?.attributes;
    const style =
      look?.name === undefined
        ? undefined
        : {
            name: look.name,
            rowStripes: isOn(look.showRowStripes),
            columnStripes: isOn(look.showColumnStripes),
            firstColumn: isOn(look.showFirstColumn),
            lastColumn: isOn(look.showLastColumn),
          };
    const table = { name: readEscapes(displayName ?? name ?? ''), sheet, range, columns };
    return [{ ...table, hasHeader: headerRowCount !== '0', hasTotals: totalsRowCount !== '0', style }];
  });
}
