import type { DemoDocument } from '../documents.js';

interface ShelfProps {
  documents: readonly DemoDocument[];
  chosen: DemoDocument;
  onChoose: (document: DemoDocument) => void;
}

/** The documents one can choose from. */
export function Shelf({ documents, chosen, onChoose }: ShelfProps) {
  return (
    <nav aria-label="Documents">
      <h1>
        Reading room <a href="/in-react/">React</a>
      </h1>
      <ul>
        {documents.map((document) => (
          <li key={document.src}>
            <button type="button" aria-current={document === chosen || undefined} onClick={() => onChoose(document)}>
              <span className={`kind ${document.kind}`}>{document.kind}</span>
              {document.title.en}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}
