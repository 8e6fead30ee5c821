/** Every word the page shows, in English and Simplified Chinese. */
import type { TroubleCode } from './http.js';

interface TroubleText {
  title: string;
  /** One or two sentences: what it means and what to do. */
  text: string;
}

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
  previewLimited: (shown: string, total: string) => `This preview shows ${shown} of ${total} pages.`,
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
  copyDenied: 'Copying is not allowed for this document.',
  copied: 'Copied',
  truncatedText: (megabytes: number) => `This file is large: only the first ${megabytes} MB are shown.`,
  truncatedRows: (rows: string) => `This table is large: only the first ${rows} rows are shown.`,
  dismiss: 'Dismiss',
  empty: 'This file is empty.',
  table: 'Table',
  cell: 'Cell',
  retry: 'Try again',
  trouble: {
    PasswordRequired: {
      title: 'This document is protected',
      text: 'It needs a password to be opened. Open it again with the right password.',
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
  previewLimited: (shown, total) => `此预览仅显示 ${total} 页中的 ${shown} 页。`,
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
  copyDenied: '此文档不允许复制。',
  copied: '已复制',
  truncatedText: (megabytes) => `文件较大，仅显示前 ${megabytes} MB。`,
  truncatedRows: (rows) => `表格较大，仅显示前 ${rows} 行。`,
  dismiss: '关闭提示',
  empty: '此文件没有内容。',
  table: '表格',
  cell: '单元格',
  retry: '重试',
  trouble: {
    PasswordRequired: { title: '文档受密码保护', text: '打开此文档需要密码，请使用正确的密码重新打开。' },
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

const numbers = new Intl.NumberFormat(language);
/** 100000 as 100,000 */
export const formatNumber = (value: number): string => numbers.format(value);
