/** Every word the page shows, in English. */
import { encodingNames } from './encodings.js';
import type { HistoryEntry, NotDrawn, ReadOnlyReason } from '../../shared/page-api.js';
import type { LockReason } from '../../shared/sheet/notices.js';
import type { TroubleCode } from './codes.js';
import type { SaveState } from './codes.js';
import type { PasswordProblem } from './codes.js';
import type { LeftOut } from './codes.js';
import type { ControlRule } from './codes.js';
import type { WordLeftOut } from './codes.js';

interface TroubleText {
  title: string;
  /** One or two sentences: what it means and what to do. */
  text: string;
}

/** What a grid does not draw: one, many. */
const missingWords: readonly [keyof NotDrawn, one: string, many: string][] = [
  ['charts', 'chart', 'charts'],
  ['pictures', 'picture', 'pictures'],
  ['shapes', 'shape', 'shapes'],
  ['formats', 'conditional format', 'conditional formats'],
  ['sparklines', 'sparkline', 'sparklines'],
  ['tableStyles', 'table style', 'table styles'],
  ['words', 'cell with words that look different', 'cells with words that look different'],
  ['merges', 'overlapping or oversized merge', 'overlapping or oversized merges'],
  ['beyond', 'cell beyond the limits of a sheet', 'cells beyond the limits of a sheet'],
  ['cut', 'text after its 32,767th character', 'texts after their 32,767th character'],
];

const leftOutWords: Readonly<Record<LeftOut, string>> = {
  ...{
    formulas: 'formulas (only their results)',
    merges: 'merged cells',
    links: 'links',
    pictures: 'pictures',
    words: 'formats of single words',
  },
};

const wordLeftOutWords: Readonly<Record<WordLeftOut, string>> = {
  pictures: 'pictures that are stored elsewhere',
  media: 'videos and other media',
  formulas: 'formulas',
  fields: 'form fields',
  notes: 'footnotes as such (their text is there)',
  comments: 'comments',
  starts: 'first numbers of lists',
  anchors: 'links within the page',
};

export const en = {
  untitled: 'Document',
  waiting: 'Waiting for credentials',
  waitingHint: 'The page that embeds this document has not passed an access token yet.',
  standalone: 'This page shows a document inside an application that uses the WebOffice SDK. It cannot be opened on its own.',
  opening: 'Opening document…',
  queued: 'Waiting for a free converter…',
  ahead: (count: number) => (count === 1 ? '1 document ahead' : `${count} documents ahead`),
  converting: 'Preparing document…',
  elapsed: (seconds: number) => `${seconds} s`,
  previewEnd: (shown: string, total: string) => `The preview ends here: ${shown} of ${total} pages`,
  preparingRest: 'Preparing the remaining pages…',
  toolbar: 'Document tools',
  panel: 'Side panel',
  panelClose: 'Close side panel',
  outline: 'Outline',
  pages: 'Pages',
  page: (number: number) => `Page ${number}`,
  expand: 'Expand',
  collapse: 'Collapse',
  position: { page: 'Page', line: 'Line', row: 'Row' },
  positionOf: { page: 'Page number', line: 'Line number', row: 'Row number' },
  of: (total: string) => `of ${total}`,
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  zoom: (percent: number) => `Zoom: ${percent}%`,
  fitWidth: 'Fit width',
  fitPage: 'Fit page',
  find: 'Find',
  findPlaceholder: 'Find in document',
  findNext: 'Next match',
  findPrevious: 'Previous match',
  findClose: 'Close find bar',
  matchCase: 'Match case',
  highlightAll: 'Highlight all',
  matches: (current: number, total: number, pending: boolean) => `${current} of ${total}${pending ? '…' : ''}`,
  noMatches: 'No matches',
  searching: 'Searching…',
  print: 'Print',
  printing: (page: number, total: number) => `Preparing page ${page} of ${total} for printing…`,
  printFailed: 'The document could not be printed.',
  printDenied: 'Printing is not allowed for this document.',
  download: 'Download as PDF',
  downloading: 'Preparing the PDF…',
  downloadFailed: 'The document could not be downloaded.',
  rename: 'Rename',
  fileName: 'File name',
  renameFailed: 'The document could not be renamed.',
  updated: 'Updated to the newest version',
  updatedBy: (name: string) => `Updated: ${name} saved a new version`,
  people: {
    label: (names: string) => `Also here: ${names}`,
    editing: (name: string) => `${name} (editing)`,
    viewing: (name: string) => `${name} (viewing)`,
    you: (name: string) => `${name} (you, in another window)`,
    more: (count: number) => `+${count}`,
  },
  undo: 'Undo',
  redo: 'Redo',
  save: 'Save',
  saving: {
    saved: 'Saved',
    dirty: 'Unsaved changes',
    saving: 'Saving…',
    failed: 'Not saved. Trying again…',
    full: 'Not saved: no space left',
    conflict: 'Not saved',
  } satisfies Record<SaveState, string>,
  conflict: {
    text: (name: string | null) =>
      `${name ?? 'Somebody else'} has saved this document meanwhile. Both versions are kept in its history. Which one shall go on?`,
    mine: 'Mine',
    theirs: 'Theirs',
  },
  readOnly: {
    Kind: 'Read-only: presentations and PDF files can be viewed here, not changed.',
    Format: 'Read-only: this format can’t be saved without loss. Save a copy in a newer format to edit it.',
    Content: 'Read-only: this document holds things, such as macros, that saving here would lose.',
    Encoding: 'Read-only: this file has bytes that aren’t text, which saving would change.',
    Protected: 'Read-only: documents with a password can be viewed here, not changed.',
    TooLarge: 'Read-only: this document is too large to be edited here.',
    RestrictedToReading: 'Read-only: the author has restricted this document to reading.',
    RestrictedToComments: 'Read-only: the author allows only comments in this document.',
    RestrictedToForms: 'Read-only: the author allows only filling in the form fields of this document.',
    Final: 'Read-only: the author has marked this document as final.',
  } satisfies Record<ReadOnlyReason, string>,
  encoding: {
    label: 'Text encoding',
    readAs: 'Read as',
    saveAs: 'Save as',
    names: encodingNames,
    readOnly: (name: string) => `Read-only: read as ${name}, this file has bytes that aren’t text, which saving would change.`,
    unwritable: (character: string, name: string) =>
      `Not saved: ${name} has no “${character}”. Remove it, or choose UTF-8 under “Save as” in the text encoding menu.`,
    failed: 'This text can’t be read in that encoding.',
  },
  through: (own: string, via: string) =>
    `This document is saved through conversion: to ${via} and back to ${own}. Little things can look different afterwards; every version before stays in its history.`,
  tracked: 'Changes in this document are tracked: its author requires it.',
  holdsMore:
    'Some of this document, such as charts, embedded objects or some text boxes, isn’t shown here, or only as a picture. It stays in the file.',
  holdsOldLooks: 'It isn’t shown here how this document looked before tracked changes of its formatting. It stays in the file.',
  undrawn: 'A picture that can’t be shown here. It stays in the file.',
  unsaved: {
    kept: 'What you typed last is kept in this browser, and is saved when you open the document again.',
    lost: 'What you typed last could not be kept.',
    saved: 'What you typed before the connection ended has been saved.',
    inHistory: 'What you typed before the connection ended is in the history: others have saved since.',
    failed:
      'What you typed before the connection ended could not be saved: the document may have been changed since. It stays in this browser for a day.',
    readOnly:
      'You can only read this document now. What you typed before the connection ended stays in this browser for a day, and is saved when you can edit the document again.',
    download: 'Download my version',
    /** File name without its extension. */
    fileName: (base: string) => `${base} (my version)`,
    /** A list of the cells that were changed. */
    cellsFileName: (base: string) => `${base} (my changes)`,
    cellsHeader: ['Sheet', 'Cell', 'Content'],
  },
  copyDenied: 'Copying is not allowed for this document.',
  copied: 'Copied',
  sheet: {
    /** Empty when there is nothing to be said. */
    missing: (counts: NotDrawn) => {
      const all = missingWords.flatMap(([kind, one, many]) => {
        const count = counts[kind];
        return count ? [`${count.toLocaleString('en')} ${count === 1 ? one : many}`] : [];
      });
      const { rows = 0 } = counts;
      const isOne = missingWords.reduce((sum, [kind]) => sum + (counts[kind] ?? 0), rows) === 1;
      const sentences = [
        rows > 0 &&
          `This workbook is too large for the grid: the last ${rows === 1 ? 'row is' : `${rows.toLocaleString('en')} rows are`} not shown.`,
        all.length > 0 && `Not drawn here: ${new Intl.ListFormat('en').format(all)}.`,
        (rows > 0 || all.length > 0) && `${isOne ? 'It stays' : 'They stay'} in the file.`,
      ];
      return sentences.filter(Boolean).join(' ');
    },
    showPages: 'Show as pages',
    showGrid: 'Back to the grid',
    asPages: 'As it will be printed.',
    refused: 'Not possible here: it couldn’t be saved.',
    locked: {
      array: 'This cell belongs to a formula that fills several cells. It can’t be changed here.',
      formula: 'This cell holds an older kind of formula that can’t be calculated or changed here.',
      cut: 'This text is longer than a cell may hold. Only its beginning is shown, and it can’t be changed here.',
      protected: 'This sheet is protected: this cell is locked.',
    } satisfies Record<LockReason, string>,
    protectedFormats: 'This sheet is protected: formats and sizes can’t be changed.',
    stale: 'Not recalculated here: this result can be out of date. Excel calculates it when it opens the file.',
    staleCount: (count: number) =>
      count === 1
        ? '1 result marked in orange can’t be recalculated here. Excel does it when it opens the file.'
        : `${count} results marked in orange can’t be recalculated here. Excel does it when it opens the file.`,
    invalid: (rule: string) => (rule ? `Not allowed in this cell: ${rule}` : 'The data validation of this cell doesn’t allow this value.'),
    unchecked: 'The data validation of this cell can’t be checked here, so the cell can’t be changed.',
    hidden: 'Not pasted: some of it would be in hidden rows or columns, where it isn’t seen.',
    choices: (values: string[]) => `Allowed: ${values.join(', ')}`,
    openChoices: 'Choose a value (Alt+↓)',
    choicesLabel: 'Allowed values',
    keep: 'Keep it',
    takeBack: 'Take it back',
    note: (text: string) => `Note: ${text}`,
    formula: (text: string) => `Formula: ${text}`,
    openLink: 'Open link',
    flattened: 'All words of this cell look alike now. Undo brings back what they had.',
    leftOut: (kinds: LeftOut[]) =>
      `Pasted without ${new Intl.ListFormat('en').format(kinds.map((kind) => leftOutWords[kind]))}: not possible here.`,
    preparing: 'Preparing the pages…',
    noPages: 'The pages can’t be shown now.',
  },
  word: {
    refused: {
      locked: 'The author has locked this part of the document.',
      choice: 'This is a list: click it and choose one of its items.',
      bound: 'This part repeats a property of the document, which can’t be changed here.',
    } satisfies Record<ControlRule, string>,
    choices: 'Items to choose from',
    leftOut: (kinds: WordLeftOut[]) => `Pasted without ${new Intl.ListFormat('en').format(kinds.map((kind) => wordLeftOutWords[kind]))}.`,
  },
  format: {
    bar: 'Format',
    bold: 'Bold',
    italic: 'Italic',
    underline: 'Underline',
    strike: 'Strikethrough',
    textColour: 'Text colour',
    fillColour: 'Fill colour',
    automatic: 'Automatic',
    noFill: 'No fill',
    left: 'Align left',
    centre: 'Align centre',
    right: 'Align right',
    wrap: 'Wrap text',
    number: 'Number format',
    colours: {
      ...{ black: 'Black', grey: 'Grey', white: 'White', red: 'Red', orange: 'Orange' },
      ...{ yellow: 'Yellow', green: 'Green', turquoise: 'Turquoise', blue: 'Blue', purple: 'Purple' },
    },
    numbers: {
      ...{ general: 'General', number: 'Number', percent: 'Percent', yuan: 'Yuan', euro: 'Euro', dollar: 'Dollar' },
      ...{ date: 'Date', time: 'Time', text: 'Text', other: 'Other' },
    },
  },
  truncatedText: (megabytes: number) => `This file is large: only the first ${megabytes} MB are shown.`,
  truncatedRows: (rows: string) => `This table is large: only the first ${rows} rows are shown.`,
  dismiss: 'Dismiss',
  empty: 'This file is empty.',
  table: 'Table',
  cell: 'Cell',
  retry: 'Try again',
  history: {
    title: 'Version history',
    close: 'Close version history',
    loading: 'Loading…',
    empty: 'There are no earlier versions yet.',
    newest: 'Current version',
    restore: 'Restore this version',
    restored: 'The earlier version is the current one now',
    failed: 'The version history can’t be used now. Try again.',
    origin: {
      saved: 'Saved',
      autosaved: 'Saved automatically',
      restored: 'Restored',
      conflict: 'Saved beside another version',
      outside: 'Changed outside',
    } as Record<HistoryEntry['origin'], string>,
  },
  password: {
    title: 'This document is protected',
    text: 'Enter its password to open it.',
    label: 'Password',
    show: 'Show password',
    open: 'Open',
    checking: 'Checking…',
    problem: {
      WrongPassword: 'This password doesn’t fit. Try again.',
      Throttling: 'Too many attempts. Wait a minute and try again.',
      Network: 'The server can’t be reached. Try again.',
    } satisfies Record<PasswordProblem, string>,
  },
  trouble: {
    PasswordRequired: {
      title: 'This document is protected',
      text: 'It needs a password to be opened. Open it again with the right password.',
    },
    WrongPassword: { title: 'Wrong password', text: 'The password given for this document doesn’t fit. Open it again with the right one.' },
    Throttling: { title: 'Too many attempts', text: 'The server takes no more requests for now. Wait a minute, then reload the page.' },
    RefererDenied: {
      title: 'The file’s storage refused access (24001)',
      text: 'Its hotlink protection expects a Referer. Whoever runs this application has to pass one that the storage allows.',
    },
    TooManyPages: {
      title: 'This document is too long',
      text: 'It has more pages than this service can show. Split it into smaller parts.',
    },
    Replaced: {
      title: 'Opened in another place',
      text: 'This document was opened elsewhere with the same access, which counts in one place only. Reload the page to continue here.',
    },
    DocumentBroken: {
      title: 'This document can’t be read',
      text: 'The file seems to be damaged or is not what its name says. Try another copy of it.',
    },
    ConversionTimeout: {
      title: 'Preparing took too long',
      text: 'The document may be very large or complex. Try again later, or split it into smaller parts.',
    },
    ConversionFailed: {
      title: 'This document couldn’t be prepared',
      text: 'It could not be converted for display. Try again, or save it in a newer format.',
    },
    EngineMissing: {
      title: 'A converter is missing',
      text: 'This server needs an additional program to show this kind of document. Ask whoever runs it to install it.',
    },
    UnsupportedFormat: {
      title: 'This format isn’t supported',
      text: 'Documents of this kind can’t be shown here. Save it as PDF or in an Office format.',
    },
    FileTooLarge: { title: 'This document is too large', text: 'It exceeds the size this service can show. Try a smaller file.' },
    FileNotFound: { title: 'Document not found', text: 'It may have been moved or deleted. Check the link or ask whoever shared it.' },
    Network: { title: 'No connection', text: 'The server can’t be reached. Check your connection and try again.' },
    GetTokenFailed: {
      title: 'Access expired or invalid',
      text: 'The access token was not accepted. Reload the page that shows this document.',
    },
    PermissionDenied: { title: 'No access', text: 'You don’t have permission to open this document. Ask its owner for access.' },
    SessionExpired: {
      title: 'Your session has ended',
      text: 'The document was closed to protect its content. Reload the page to continue.',
    },
  } satisfies Record<TroubleCode, TroubleText>,
};

export type Words = typeof en;
