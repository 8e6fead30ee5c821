/** What TypeScript knows of the object model behind `getApplication()` and `whenReady()`. */
import { getApplication, type ImmWebofficeElement } from 'imm-weboffice';

export async function objectModel(element: ImmWebofficeElement): Promise<void> {
  const { ActiveDocument } = await getApplication(element, 'w');
  (await ActiveDocument.Range(0, 5).Text) satisfies string;
  (await ActiveDocument.Content.Text) satisfies string;
  ActiveDocument.TrackRevisions = true;
  await ActiveDocument.ReplaceBookmark([{ name: 'Customer', type: 'text', value: 'A' }]);
  // @ts-expect-error -- a bookmark is replaced by a text or a picture's URL
  await ActiveDocument.ReplaceBookmark([{ name: 'Customer', type: 'html', value: 'A' }]);
  (await (await ActiveDocument.Revisions).Json())[0]?.user satisfies string | undefined;
  // What the documentation does not name is unknown.
  ActiveDocument.Paragraphs satisfies unknown;
  // @ts-expect-error -- and has no members
  void ActiveDocument.Paragraphs.Count;

  const workbook = await getApplication(element, 's');
  workbook.ActiveSheet.Range('A1:B2').Value = [
    [1, 'two'],
    [true, null],
  ];
  // @ts-expect-error -- a cell has no object
  workbook.ActiveSheet.Cells(1, 1).Value = {};
  (await workbook.Sheets('Sheet1').Cells.Item(1, 2).Row) satisfies number;

  (await (
    await getApplication(element, 'p')
  ).ActivePresentation.Slides.Count) satisfies number;
  (await (await getApplication(element, 'f')).ActivePDF.JumpToPage({ PageNum: 2 })) satisfies unknown;
  // @ts-expect-error -- there is no such kind
  await getApplication(element, 'docx');

  const application = await element.whenReady();
  // @ts-expect-error -- the document may be of another kind
  await application.ActiveDocument.Name;
  (await application.ActiveDocument?.Name) satisfies string | undefined;
}
