/**
 * The parts of the chrome an integrator can hide, disable or press with `commandBars`, `setCommandBars` and `executeCommandBar`.
 * Ids other than these are accepted and do nothing, as the page of IMM treats ids another kind of document has.
 *
 * | cmbId | part | click |
 * |---|---|---|
 * | Header | the whole top bar, and the bar for formats of cells | – |
 * | HeaderLeft | icon and name | – |
 * | HeaderMiddle | position and zoom | – |
 * | HeaderRight | undo, redo, save, find, download and print | – |
 * | Outline, BookMark | button of the side panel | opens or closes it |
 * | PageNumber | position | – |
 * | ZoomIn, ZoomOut | zoom buttons | one step |
 * | Zoom | zoom menu | opens or closes it |
 * | FitWidth, FitPage | entries of the zoom menu | fits |
 * | Undo, Redo | their buttons | as if pressed |
 * | Save | save button and Ctrl+S | saves |
 * | Find | find button and Ctrl+F | opens or closes the find bar |
 * | History, HistoryVersion | history button, where the permission allows | opens or closes the panel |
 * | Export, DownloadPDF | download button | downloads, where the permission allows |
 * | Print, TabPrintPreview | print button | prints, where the permission allows |
 */
import type { CommandBarList } from './sdk-config.js';

export const barIds = [
  'Header',
  'HeaderLeft',
  'HeaderMiddle',
  'HeaderRight',
  'Outline',
  'PageNumber',
  'ZoomIn',
  'ZoomOut',
  'Zoom',
  'FitWidth',
  'FitPage',
  'Undo',
  'Redo',
  'Save',
  'Find',
  'History',
  'Export',
  'Print',
] as const;
export type BarId = (typeof barIds)[number];

const aliases: Record<string, BarId> = { BookMark: 'Outline', HistoryVersion: 'History', DownloadPDF: 'Export', TabPrintPreview: 'Print' };

function barId(cmbId: string): BarId | null {
  return aliases[cmbId] ?? barIds.find((id) => id === cmbId) ?? null;
}

/** Attribute values come as booleans, and from some integrations as text. */
function isTrue(value: unknown): boolean {
  return value === true || value === 'true';
}

export class CommandBars {
  readonly #hidden = new Set<BarId>();
  readonly #disabled = new Set<BarId>();
  #withheld: readonly BarId[] = [];

  /** What this document must not offer, whatever an integrator says. */
  withhold(ids: readonly BarId[]): void {
    this.#withheld = ids;
  }

  visible(id: BarId): boolean {
    return !this.#hidden.has(id) && !this.#withheld.includes(id);
  }

  enabled(id: BarId): boolean {
    return this.visible(id) && !this.#disabled.has(id);
  }

  /** Takes the attributes over and returns the bars to be pressed. */
  apply(list: CommandBarList): BarId[] {
    const clicked: BarId[] = [];
    for (const { cmbId, attributes } of list) {
      const id = barId(cmbId);
      if (!id) continue;
      const pairs = Array.isArray(attributes) ? attributes.map(({ name, value }) => [name, value] as const) : Object.entries(attributes);
      for (const [name, value] of pairs) {
        if (name === 'visible') toggle(this.#hidden, id, !isTrue(value));
        else if (name === 'enable') toggle(this.#disabled, id, !isTrue(value));
        else if (name === 'click' && isTrue(value) && this.enabled(id)) clicked.push(id);
      }
    }
    return clicked;
  }
}

function toggle(set: Set<BarId>, id: BarId, member: boolean): void {
  if (member) set.add(id);
  else set.delete(id);
}
