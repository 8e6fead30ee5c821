/** Line icons on a 20 px grid, drawn in the text's colour, and the coloured badge of a document's kind. */
import { html, svg, type TemplateResult } from 'lit';
import type { DocumentKind, OfficeType } from '../../shared/page-api.js';

const paths = {
  panel: 'M3 4.5h14v11H3zM8 4.5v11',
  zoomIn: 'M10 4.5v11M4.5 10h11',
  zoomOut: 'M4.5 10h11',
  find: 'M8.75 3.75a5 5 0 1 1 0 10 5 5 0 0 1 0-10zM12.4 12.4l4.1 4.1',
  print: 'M6 7V3.5h8V7M6 13.5H3.5V7h13v6.5H14M6 11.5h8v5H6z',
  download: 'M10 3.5v9M6.25 9L10 12.75 13.75 9M4 16.5h12',
  up: 'M5 12.5l5-5 5 5',
  down: 'M5 7.5l5 5 5-5',
  close: 'M5.5 5.5l9 9M14.5 5.5l-9 9',
  check: 'M4.5 10.5l3.5 3.5 7.5-8',
  highlight: 'M3.5 16.5h13M6 12.5l6.5-8 3 2.5-6.5 8H6z',
  chevron: 'M8 5.5l4.5 4.5L8 14.5',
  lock: 'M5 9h10v7.5H5zM7 9V6.5a3 3 0 0 1 6 0V9',
  clock: 'M10 3.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM10 6.5V10l2.5 1.5',
  file: 'M5 2.75h6.5L15 6.25v11H5zM11.5 2.75v3.5H15',
  broken: 'M5 10V2.75h6.5L15 6.25V9M11.5 2.75v3.5H15M5 12.5l2.5-1.75 2.5 2 2.5-2L15 12v5.25H5z',
  offline: 'M3 3l14 14M2.5 8.2A11 11 0 0 1 6 6M9.5 5.2a11 11 0 0 1 8 3M5.2 11a7 7 0 0 1 3-1.7M12.3 9.6a7 7 0 0 1 2.5 1.4M10 15.2h.01',
  search: 'M5 2.75h6.5L15 6.25V9M5 2.75v14.5h4M11.5 2.75v3.5H15M13 11a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5zM14.8 15.3l2 2',
  eye: 'M2.5 10s2.8-5 7.5-5 7.5 5 7.5 5-2.8 5-7.5 5-7.5-5-7.5-5zM10 7.8a2.2 2.2 0 1 1 0 4.4 2.2 2.2 0 0 1 0-4.4z',
  undo: 'M7.5 4.5L3.5 8.5l4 4M3.5 8.5H12a4 4 0 0 1 0 8H8.5',
  redo: 'M12.5 4.5l4 4-4 4M16.5 8.5H8a4 4 0 0 0 0 8h3.5',
  save: 'M4 4h9.5L16 6.5V16H4zM7 4v3.5h5.5V4M7 16v-4.5h6V16',
  pencil: 'M4 16l.8-3.2 8.4-8.4 2.4 2.4-8.4 8.4zM11.5 6.1l2.4 2.4',
  turn: 'M15.8 8.2A6.2 6.2 0 0 0 4.6 6.6M4.2 3.5v3.3h3.3M4.2 11.8a6.2 6.2 0 0 0 11.2 1.6M15.8 16.5v-3.3h-3.3',
  warning: 'M10 3.5l7 12.5H3zM10 8v4M10 14h.01',
  tool: 'M12.5 3.2a4 4 0 0 0-3.7 5.5L3.5 14a1.8 1.8 0 0 0 2.5 2.5l5.3-5.3a4 4 0 0 0 5.3-4.7l-2.3 2.3-2.3-.7-.7-2.3z',
  bold: 'M6.5 4.5h4a2.75 2.75 0 0 1 0 5.5h-4zM6.5 10h4.8a2.75 2.75 0 0 1 0 5.5H6.5z',
  italic: 'M8.5 4.5h5M6.5 15.5h5M11.2 4.5l-2.4 11',
  underline: 'M6 4v5a4 4 0 0 0 8 0V4M5 16.5h10',
  strike:
    'M13.6 6.3C13 5 11.7 4.2 10 4.2c-2 0-3.5 1.1-3.5 2.7 0 1.4 1 2.3 3.5 3.1 2.7.8 3.7 1.7 3.7 3.1 0 1.6-1.5 2.7-3.7 2.7-1.9 0-3.3-.8-3.8-2.3M3.5 10h13',
  letter: 'M6 12L10 2.5 14 12M7.4 8.75h5.2',
  fill: 'M9 3l5 5-4.6 4.4a1 1 0 0 1-1.4 0L4.6 9a1 1 0 0 1 0-1.4zM7 1.5L9 3M4.5 8.25h9.2M16 9.3s1.2 1.3 1.2 2.1a1.2 1.2 0 0 1-2.4 0c0-.8 1.2-2.1 1.2-2.1z',
  alignLeft: 'M3.5 4.75h13M3.5 8.25h8M3.5 11.75h13M3.5 15.25h8',
  alignCentre: 'M3.5 4.75h13M6 8.25h8M3.5 11.75h13M6 15.25h8',
  alignRight: 'M3.5 4.75h13M8.5 8.25h8M3.5 11.75h13M8.5 15.25h8',
  wrap: 'M3.5 4.75h13M3.5 10h10.4a2.6 2.6 0 0 1 0 5.2H10M11.8 13.2l-2 2 2 2M3.5 15.2h3',
} as const;
export type IconName = keyof typeof paths;

export function icon(name: IconName): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">${svg`<path d=${paths[name]} />`}</svg>`;
}

const badgePaths: Record<OfficeType | 'text', string> = {
  w: 'M5.5 7h9M5.5 10h9M5.5 13h6',
  s: 'M5 6h10v8H5zM5 10h10M9 6v8',
  p: 'M5 6h10v6.5H5zM10 12.5v2.5M7.5 15h5',
  f: 'M6 14.5c4-1.5 5-5 4-8.5-1.2 3 1 6.5 4.5 6.2',
  text: 'M6 6.5h8M10 6.5v8',
};

/** Blue for Word, green for sheets, orange for presentations, red for PDF, grey for plain text: the colours readers know. */
export function fileBadge(type: OfficeType, kind: DocumentKind | null): TemplateResult {
  const look = kind === 'text' ? 'text' : type;
  return html`<svg class="badge badge-${look}" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
    ${svg`<rect width="20" height="20" rx="4.5" /><path d=${badgePaths[look]} />`}
  </svg>`;
}
