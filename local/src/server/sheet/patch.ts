/** Changes cells of a workbook and nothing else: only the parts of their sheets are written anew, of those only the rows with changes, and the styles where there are new ones. */
import { parseXml, spliceText, type XmlNode } from '../ooxml/xml.js';
import { findPart, relationsPartOf, resolveTarget } from '../ooxml/relationships.js';
import { ZipFile } from '../ooxml/zip-file.js';
import type { CellChanges } from '../../shared/page-api.js';
import { CellSet } from '../../shared/sheet/cell-set.js';
import { Colours } from './colours.js';
import { Formats } from './formats.js';
import { calculatedOnLoad } from './recalculation.js';
import { SheetGuard } from './sheet-guard.js';
import { SheetPatch } from './sheet-patch.js';
import { contextOf, outdatedCells, staleCells } from './stale.js';
import { Workbook } from './workbook.js';

/** @throws {ImmFault} `CellLocked`, `SheetProtected`, `CellInvalid`: nothing is changed then @throws {Error} when the file is damaged or has no such sheet */
export function changeWorkbook(file: Buffer, { cells, lines = [], uncalculated = false }: CellChanges): Buffer {
  const workbook = new Workbook(ZipFile.parse(file));
  const parts = new Map<string, string | null>();
  let losesFormulas = false;
  const formats = formatsOf(workbook);
  const hasContent = cells.some(({ value }) => value !== undefined);
  const context = contextOf(workbook);
  const { stale } = hasContent ? staleCells(workbook, context, cells) : { stale: new CellSet() };
  const outdated = hasContent && uncalculated ? outdatedCells(workbook, context, cells) : new CellSet();
  let isStale = !stale.isEmpty || (hasContent && uncalculated);
  for (const index of new Set([...cells, ...lines].map(({ sheet }) => sheet).concat(outdated.sheets))) {
    const patch = new SheetPatch(workbook, index, formats, context, stale);
    const guard = new SheetGuard(workbook, index, context);
    for (const change of cells) {
      if (change.sheet !== index) continue;
      const isUnknown = uncalculated && change.formula !== undefined;
      if (guard.mayChange(change) && !(isUnknown && change.computed)) patch.change(change, isUnknown);
    }
    for (const cell of outdated.cells(index)) if (!stale.has(index, cell)) patch.forget(cell);
    for (const size of lines) if (size.sheet === index && guard.mayResize(size)) patch.resize(size);
    if (!patch.hasChanged) continue;
    parts.set(workbook.sheets[index]!.part, patch.write());
    losesFormulas ||= patch.losesFormulas;
    isStale ||= patch.isStale;
  }
  if (parts.size === 0) return file;
  if (isStale) parts.set(workbook.part, calculatedOnLoad(workbook.zip.text(workbook.part)!));
  if (formats?.hasChanged) parts.set(workbook.related('styles')[0]!, formats.write());
  // The order in which Excel calculated last time names every formula there is, and must not name one that is gone. Excel makes it anew.
  if (losesFormulas) for (const part of workbook.related('calcChain')) dropPart(workbook, part, parts);
  return workbook.zip.with(parts).toBuffer();
}

/** Undefined where a workbook has no styles. */
function formatsOf(workbook: Workbook): Formats | undefined {
  const textOf = (type: string) => workbook.related(type).map((part) => workbook.zip.text(part))[0];
  const styles = textOf('styles');
  return styles === undefined ? undefined : new Formats(styles, new Colours(textOf('theme')));
}

/** Takes a part out, with what refers to it. */
function dropPart({ zip, part: workbookPart }: Workbook, part: string, parts: Map<string, string | null>): void {
  parts.set(part, null);
  const without = (name: string, isMeant: (node: XmlNode) => boolean) => {
    const holder = findPart(zip, name) ?? name;
    const source = zip.text(holder) ?? '';
    const splices = parseXml(source)
      .children.filter(isMeant)
      .map(({ start, end }) => ({ start, end, text: '' }));
    parts.set(holder, spliceText(source, splices));
  };
  without('[Content_Types].xml', ({ attributes }) => findPart(zip, resolveTarget('', attributes.PartName ?? '')) === part);
  without(relationsPartOf(workbookPart), ({ attributes }) => /\/calcChain$/.test(attributes.Type ?? ''));
}
