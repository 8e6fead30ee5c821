/** Every word of the page; the HTML has the English ones already, for the moment before this runs. */
const en = {
  search: 'Search',
  back: 'Documents',
  choose: 'Choose a document.',
  nothing: 'No document has such a name.',
  empty: 'There are no Word, Excel, PowerPoint, PDF, txt or csv documents here.',
  cut: 'There are more documents; only the nearest are listed.',
};

const zh: typeof en = {
  search: '搜索',
  back: '文档',
  choose: '请选择一个文档。',
  nothing: '没有名称匹配的文档。',
  empty: '此处没有 Word、Excel、PowerPoint、PDF、txt 或 csv 文档。',
  cut: '还有更多文档；这里只列出最近的层级。',
};

/** Chinese for any `zh`, otherwise English. */
export const isChinese = /^zh\b/i.test(navigator.language);
export const words = isChinese ? zh : en;
export type Word = keyof typeof en;
