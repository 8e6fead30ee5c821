/** The text of a PDF, page by page. */
import type { PDFDocumentProxy } from 'pdfjs-dist';

/** Lines and pages are apart by `\r`, as paragraphs are elsewhere. */
export async function textOfPdf(pdf: PDFDocumentProxy): Promise<string> {
  const pages: string[] = [];
  for (let number = 1; number <= pdf.numPages; number++) {
    const { items } = await (await pdf.getPage(number)).getTextContent();
    pages.push(items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\r' : '') : '')).join(''));
  }
  return pages.join('\r');
}
