/** How large a page is shown for the room there is. Sizes in px at 100 %; results in percent. */
export interface Size {
  width: number;
  height: number;
}

/** `comfortable` is the default for papers: as wide as the room, but no wider than reads well. */
export type Fit = 'comfortable' | 'fit-width' | 'fit-page';

/** Widest page `comfortable` makes by enlarging, px; a page that is wider by itself is not shrunk for it. */
const comfortableWidth = 960;
const largestComfort = 125; // percent
/** Room left beside and above a page, px; the style sheet's padding and gap agree with it. */
const narrowRoom = 600;
export const marginOf = (roomWidth: number): number => (roomWidth < narrowRoom ? 8 : 24);

const width = (page: Size, room: Size): number => ((room.width - 2 * marginOf(room.width)) / page.width) * 100;
const height = (page: Size, room: Size): number => ((room.height - 2 * marginOf(room.width)) / page.height) * 100;

export const pageFits: Record<Fit, (page: Size, room: Size) => number> = {
  comfortable: (page, room) => Math.min(width(page, room), Math.max(100, Math.min(largestComfort, (comfortableWidth / page.width) * 100))),
  'fit-width': width,
  'fit-page': (page, room) => Math.min(width(page, room), height(page, room)),
};
