/**
 * The Word editor reads a document with one ProseMirror schema and builds another, equal one for its keys (and one for each header and footer).
 * Marks and nodes of two schemas differ: Ctrl+B added its own bold to text that was bold in the file instead of removing it, and keys for tabs, lists and tables
 * did not recognize what the file had brought.
 */
import { ExtensionManager } from '@eigenpal/docx-editor-core/prosemirror/extensions';
import { schema } from '@eigenpal/docx-editor-core/prosemirror/schema';

/** Makes all editors use the schema that documents are read with. Call it before the first editor is made. */
export function shareSchema(): void {
  ExtensionManager.prototype.buildSchema = function () {
    Object.assign(this, { schema });
  };
}
