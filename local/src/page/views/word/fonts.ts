/** Faces offered for text. None is sent along: what the reader's computer does not have is shown in the nearest it has, and keeps its name in the file. */
import type { DocxEditorProps } from '@eigenpal/docx-editor-react';

type Faces = Extract<NonNullable<DocxEditorProps['fontFamilies']>[number], object>[];

const western: Faces = [
  { name: 'Arial', fontFamily: 'Arial, Helvetica, sans-serif', category: 'sans-serif' },
  { name: 'Calibri', fontFamily: 'Calibri, Carlito, sans-serif', category: 'sans-serif' },
  { name: 'Helvetica', fontFamily: 'Helvetica, Arial, sans-serif', category: 'sans-serif' },
  { name: 'Verdana', fontFamily: 'Verdana, Geneva, sans-serif', category: 'sans-serif' },
  { name: 'Cambria', fontFamily: 'Cambria, Caladea, serif', category: 'serif' },
  { name: 'Garamond', fontFamily: 'Garamond, serif', category: 'serif' },
  { name: 'Georgia', fontFamily: 'Georgia, serif', category: 'serif' },
  { name: 'Times New Roman', fontFamily: '"Times New Roman", Times, serif', category: 'serif' },
  { name: 'Consolas', fontFamily: 'Consolas, monospace', category: 'monospace' },
  { name: 'Courier New', fontFamily: '"Courier New", Courier, monospace', category: 'monospace' },
];

/** The faces of Chinese Windows and WPS, by the names they have in files. */
const chinese: Faces = [
  { name: '宋体', fontFamily: '宋体, SimSun, "Songti SC", "Noto Serif CJK SC", serif', category: 'serif' },
  { name: '仿宋', fontFamily: '仿宋, FangSong, STFangsong, serif', category: 'serif' },
  { name: '楷体', fontFamily: '楷体, KaiTi, "Kaiti SC", STKaiti, serif', category: 'serif' },
  { name: '黑体', fontFamily: '黑体, SimHei, "Heiti SC", "Noto Sans CJK SC", sans-serif', category: 'sans-serif' },
  { name: '微软雅黑', fontFamily: '微软雅黑, "Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", sans-serif', category: 'sans-serif' },
];

export const fontFamilies: Faces = [...western, ...chinese];
