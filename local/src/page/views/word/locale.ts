/** The Word editor's own words, in the page's language. */
import type { DocxEditorProps } from '@eigenpal/docx-editor-react';
import { language } from '../../words/messages.js';

/** Fetched only where it is needed; English is the editor's own. */
export async function wordLocale(): Promise<Pick<DocxEditorProps, 'i18n'>> {
  return language === 'zh-CN' ? { i18n: (await import('@eigenpal/docx-editor-i18n/zh-CN')).default } : {};
}
