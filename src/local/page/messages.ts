/** Every word the page shows, in English and Simplified Chinese. */
import type { ReadOnlyReason } from '../page-api.js';
import type { HistoryEntry } from '../page-api.js';
import type { NotDrawn } from '../sheets/not-drawn.js';
import type { TroubleCode } from './http.js';
import type { SaveState } from './state.js';
import type { PasswordProblem } from './unlock.js';

interface TroubleText {
  title: string;
  /** One or two sentences: what it means and what to do. */
  text: string;
}

/** What a grid does not draw: one, many, and in Chinese with its counter. */
const missingWords: readonly [keyof NotDrawn, one: string, many: string, chinese: string][] = [
  ['charts', 'chart', 'charts', '个图表'],
  ['pictures', 'picture', 'pictures', '张图片'],
  ['shapes', 'shape', 'shapes', '个形状'],
  ['formats', 'conditional format', 'conditional formats', '个条件格式'],
  ['sparklines', 'sparkline', 'sparklines', '个迷你图'],
];

const en = {
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
  } satisfies Record<ReadOnlyReason, string>,
  through: (own: string, via: string) =>
    `This document is saved through conversion: to ${via} and back to ${own}. Little things can look different afterwards; every version before stays in its history.`,
  holdsMore:
    'Some of this document, such as charts, embedded objects or some text boxes, isn’t shown here, or only as a picture. It stays in the file.',
  undrawn: 'A picture that can’t be shown here. It stays in the file.',
  copyDenied: 'Copying is not allowed for this document.',
  copied: 'Copied',
  sheet: {
    /** Empty when there is nothing to be said. */
    missing: (counts: NotDrawn) => {
      const all = missingWords.flatMap(([kind, one, many]) => {
        const count = counts[kind];
        return count ? [`${count} ${count === 1 ? one : many}`] : [];
      });
      const isOne = missingWords.reduce((sum, [kind]) => sum + (counts[kind] ?? 0), 0) === 1;
      return all.length > 0
        ? `Not drawn here: ${new Intl.ListFormat('en').format(all)}. ${isOne ? 'It stays' : 'They stay'} in the file.`
        : '';
    },
    showPages: 'Show as pages',
    showGrid: 'Back to the grid',
    asPages: 'As it will be printed.',
    refused: 'Not possible here: it couldn’t be saved.',
    flattened: 'All words of this cell look alike now. Undo brings back what they had.',
    preparing: 'Preparing the pages…',
    noPages: 'The pages can’t be shown now.',
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

const zh: Words = {
  untitled: '文档',
  waiting: '正在等待访问凭证',
  waitingHint: '嵌入此文档的页面尚未传入访问凭证。',
  standalone: '此页面需要在使用 WebOffice SDK 的应用中打开，不能单独访问。',
  opening: '正在打开文档…',
  queued: '正在排队等待转换…',
  ahead: (count) => `前面还有 ${count} 个文档`,
  converting: '正在准备文档…',
  elapsed: (seconds) => `${seconds} 秒`,
  previewEnd: (shown, total) => `预览到此结束：共 ${total} 页，可预览前 ${shown} 页`,
  preparingRest: '正在准备其余页面…',
  toolbar: '文档工具',
  panel: '侧边栏',
  panelClose: '关闭侧边栏',
  outline: '目录',
  pages: '页面',
  page: (number) => `第 ${number} 页`,
  expand: '展开',
  collapse: '收起',
  position: { page: '页', line: '行', row: '行' },
  positionOf: { page: '页码', line: '行号', row: '行号' },
  of: (total) => `/ ${total}`,
  zoomIn: '放大',
  zoomOut: '缩小',
  zoom: (percent) => `缩放：${percent}%`,
  fitWidth: '适合宽度',
  fitPage: '适合页面',
  find: '查找',
  findPlaceholder: '在文档中查找',
  findNext: '下一个',
  findPrevious: '上一个',
  findClose: '关闭查找栏',
  matchCase: '区分大小写',
  highlightAll: '全部高亮',
  matches: (current, total, pending) => `${current} / ${total}${pending ? '…' : ''}`,
  noMatches: '无匹配结果',
  searching: '正在查找…',
  print: '打印',
  printing: (page, total) => `正在准备打印：第 ${page} 页，共 ${total} 页…`,
  printFailed: '无法打印此文档。',
  download: '下载为 PDF',
  downloading: '正在准备 PDF…',
  downloadFailed: '无法下载此文档。',
  rename: '重命名',
  fileName: '文件名',
  renameFailed: '无法重命名此文档。',
  updated: '已更新为最新版本',
  updatedBy: (name) => `已更新：${name} 保存了新版本`,
  people: {
    label: (names) => `同在此文档：${names}`,
    editing: (name) => `${name}（编辑中）`,
    viewing: (name) => `${name}（查看中）`,
    you: (name) => `${name}（您，在另一窗口）`,
    more: (count) => `+${count}`,
  },
  undo: '撤销',
  redo: '恢复',
  save: '保存',
  saving: {
    saved: '已保存',
    dirty: '有未保存的更改',
    saving: '正在保存…',
    failed: '保存失败，正在重试…',
    full: '保存失败：空间不足',
    conflict: '未保存',
  },
  conflict: {
    text: (name) => `${name ?? '其他人'}已保存此文档的新版本，两个版本均已保留在历史记录中。要以哪个版本继续？`,
    mine: '我的版本',
    theirs: '对方的版本',
  },
  readOnly: {
    Kind: '只读：演示文稿和 PDF 文件在此只能查看，不能修改。',
    Format: '只读：此格式无法无损保存，请另存为较新的格式后再编辑。',
    Content: '只读：此文档包含保存时会丢失的内容（如宏）。',
    Encoding: '只读：此文件含有非文本字节，保存会改变其内容。',
    Protected: '只读：受密码保护的文档在此只能查看，不能修改。',
    TooLarge: '只读：此文档过大，无法在此编辑。',
  },
  through: (own, via) => `此文档通过格式转换保存（${own} 与 ${via} 互相转换），个别细节可能有变化；保存前的每个版本均保留在历史记录中。`,
  holdsMore: '此文档中的部分内容（如图表、嵌入对象或某些文本框）在此不显示或仅显示为图片，但会保留在文件中。',
  undrawn: '此处无法显示的图片，会保留在文件中。',
  copyDenied: '此文档不允许复制。',
  copied: '已复制',
  sheet: {
    missing: (counts) => {
      const all = missingWords.flatMap(([kind, , , chinese]) => (counts[kind] ? [`${counts[kind]} ${chinese}`] : []));
      return all.length > 0 ? `此处未显示：${all.join('、')}，文件中仍保留。` : '';
    },
    showPages: '按页面显示',
    showGrid: '返回表格',
    asPages: '打印效果',
    refused: '此处无法执行该操作：其结果不能保存。',
    flattened: '此单元格中的文字现为同一格式，撤消可恢复原有格式。',
    preparing: '正在准备页面…',
    noPages: '暂时无法显示页面。',
  },
  format: {
    bar: '格式',
    bold: '加粗',
    italic: '倾斜',
    underline: '下划线',
    strike: '删除线',
    textColour: '字体颜色',
    fillColour: '填充颜色',
    automatic: '自动',
    noFill: '无填充',
    left: '左对齐',
    centre: '居中',
    right: '右对齐',
    wrap: '自动换行',
    number: '数字格式',
    colours: {
      ...{ black: '黑色', grey: '灰色', white: '白色', red: '红色', orange: '橙色' },
      ...{ yellow: '黄色', green: '绿色', turquoise: '青色', blue: '蓝色', purple: '紫色' },
    },
    numbers: {
      ...{ general: '常规', number: '数值', percent: '百分比', yuan: '人民币', euro: '欧元', dollar: '美元' },
      ...{ date: '日期', time: '时间', text: '文本', other: '其他' },
    },
  },
  truncatedText: (megabytes) => `文件较大，仅显示前 ${megabytes} MB。`,
  truncatedRows: (rows) => `表格较大，仅显示前 ${rows} 行。`,
  dismiss: '关闭提示',
  empty: '此文件没有内容。',
  table: '表格',
  cell: '单元格',
  retry: '重试',
  history: {
    title: '历史版本',
    close: '关闭历史版本',
    loading: '正在加载…',
    empty: '暂无历史版本。',
    newest: '当前版本',
    restore: '恢复此版本',
    restored: '已恢复为此版本',
    failed: '暂时无法使用历史版本，请重试。',
    origin: { saved: '已保存', autosaved: '自动保存', restored: '已恢复', conflict: '与其他版本同时保存', outside: '外部修改' },
  },
  password: {
    title: '文档受密码保护',
    text: '请输入密码以打开此文档。',
    label: '密码',
    show: '显示密码',
    open: '打开',
    checking: '正在验证…',
    problem: {
      WrongPassword: '密码不正确，请重试。',
      Throttling: '尝试次数过多，请稍候再试。',
      Network: '无法连接到服务器，请重试。',
    },
  },
  trouble: {
    PasswordRequired: { title: '文档受密码保护', text: '打开此文档需要密码，请使用正确的密码重新打开。' },
    WrongPassword: { title: '密码不正确', text: '此文档的密码不正确，请使用正确的密码重新打开。' },
    Throttling: { title: '尝试次数过多', text: '服务器暂时不再接受请求，请稍候再刷新页面。' },
    RefererDenied: { title: '文件存储拒绝访问（24001）', text: '存储空间开启了防盗链，需要应用传入被允许的 Referer，请联系管理员。' },
    TooManyPages: { title: '文档页数过多', text: '文档超出了可显示的页数，请将其拆分为较小的文件。' },
    Replaced: { title: '已在其他位置打开', text: '此文档已使用相同的访问凭证在其他位置打开，凭证仅在一处有效，请刷新页面后在此继续。' },
    DocumentBroken: { title: '无法读取文档', text: '文件可能已损坏，或内容与扩展名不符，请换一份文件重试。' },
    ConversionTimeout: { title: '文档准备超时', text: '文档可能过大或过于复杂，请稍后重试，或将其拆分为较小的文件。' },
    ConversionFailed: { title: '文档准备失败', text: '无法转换此文档以供显示，请重试，或另存为较新的格式。' },
    EngineMissing: { title: '缺少转换程序', text: '服务器需要安装额外的程序才能显示此类文档，请联系管理员安装。' },
    UnsupportedFormat: { title: '不支持此格式', text: '此处无法显示该类型的文档，请另存为 PDF 或 Office 格式。' },
    FileTooLarge: { title: '文档过大', text: '文件超出了可显示的大小，请使用较小的文件。' },
    FileNotFound: { title: '找不到文档', text: '文档可能已被移动或删除，请检查链接或联系分享者。' },
    Network: { title: '网络连接失败', text: '无法连接到服务器，请检查网络后重试。' },
    GetTokenFailed: { title: '访问凭证无效或已过期', text: '访问凭证未被接受，请刷新显示此文档的页面。' },
    PermissionDenied: { title: '无权访问', text: '您没有打开此文档的权限，请向文档所有者申请。' },
    SessionExpired: { title: '会话已结束', text: '为保护内容，文档已关闭，请刷新页面后继续。' },
  },
};

/** `lang=zh-CN|en-US` in the URL, else the browser's language. */
const requested = new URLSearchParams(location.search).get('lang') ?? navigator.language;
export const language = requested.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
export const words: Words = language === 'zh-CN' ? zh : en;

const list = new Intl.ListFormat(language, { type: 'unit' });
/** `Ann, Bob` */
export const formatList = (names: readonly string[]): string => list.format(names);

const numbers = new Intl.NumberFormat(language);
/** 100000 as 100,000 */
export const formatNumber = (value: number): string => numbers.format(value);

const times = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
/** @param time ms since the epoch */
export const formatTime = (time: number): string => times.format(time);
