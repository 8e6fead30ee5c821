/** A PDF's bookmarks as a tree whose entries know how to open themselves. */
import type { PDFDocumentProxy } from 'pdfjs-dist';
import type { PDFLinkService } from 'pdfjs-dist/web/pdf_viewer.mjs';
import type { OutlineNode } from '../view.js';

type Bookmark = Awaited<ReturnType<PDFDocumentProxy['getOutline']>>[number];

export async function readOutline(pdf: PDFDocumentProxy, links: PDFLinkService, follow: (url: string) => void): Promise<OutlineNode[]> {
  const node = ({ title, url, dest, items }: Bookmark): OutlineNode => ({
    title: title.trim() || '–',
    children: (items as Bookmark[]).map(node),
    open: () => {
      if (url) follow(url);
      else if (dest) void links.goToDestination(dest);
    },
  });
  // A broken outline is no reason not to show the document.
  const bookmarks: Bookmark[] | null = await pdf.getOutline().catch(() => null);
  return (bookmarks ?? []).map(node);
}
