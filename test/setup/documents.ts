/** Documents for tests: the demo's, and made ones for what the demo has not. */
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { zip } from './zip.js';

const DEMO = fileURLToPath(new URL('../../demo/storage/demo', import.meta.url));
export const { encrypt } = createRequire(import.meta.url)('officecrypto-tool') as {
  encrypt: (content: Buffer, options: { password: string }) => Buffer;
};

/** Fills a folder as the local WebOffice takes it: buckets `demo` and `test`. */
export async function makeStorage(root: string): Promise<void> {
  await cp(DEMO, join(root, 'demo'), { recursive: true });
  const test = join(root, 'test');
  await mkdir(test, { recursive: true });
  const put = (name: string, content: string | Buffer) => writeFile(join(test, name), content);
  await put('chinese.docx', docx(['湖边的灯塔', '风从北方来，渔船都回港了。']));
  await put('protected.docx', encrypt(docx(['Secret']), { password: 'open sesame' }));
  await put('broken.docx', 'This is no Word document.');
  await put('truncated.docx', docx(['Cut']).subarray(0, 400));
  await put('long.pdf', pdf(300));
  await put('short.pdf', pdf(2));
  await put('pdf-inside.docx', pdf(1));
  await put('broken.pdf', '%PDF-1.7 and then nothing');
  await put('gbk.txt', Buffer.from('d6d0cec4cec4b1be0d0a', 'hex'));
  await put('utf16.txt', Buffer.from('\ufeff带有签名的文本', 'utf16le'));
  await put('image.png', Buffer.from('89504e470d0a1a0a', 'hex'));
}

/** A Word document with one paragraph per line. */
export function docx(paragraphs: readonly string[]): Buffer {
  const types = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
  const body = paragraphs.map((text) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`).join('');
  return zip({
    '[Content_Types].xml':
      '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>' +
      `<Override PartName="/word/document.xml" ContentType="${types}"/></Types>`,
    '_rels/.rels':
      '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
    'word/document.xml': `<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`,
  });
}

/** A PDF whose pages say which they are. */
export function pdf(pages: number): Buffer {
  const kids = Array.from({ length: pages }, (_, index) => `${4 + 2 * index} 0 R`).join(' ');
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    `<</Type/Pages/Count ${pages}/Kids[${kids}]>>`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
  ];
  for (let page = 1; page <= pages; page++) {
    const text = `BT /F1 36 Tf 72 700 Td (Page number ${page}) Tj ET`;
    objects.push(`<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents ${objects.length + 2} 0 R>>`);
    objects.push(`<</Length ${text.length}>>stream\n${text}\nendstream`);
  }
  let file = '%PDF-1.7\n';
  const offsets = objects.map((object, index) => {
    const offset = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  return Buffer.from(
    `${file}xref\n0 ${size}\n0000000000 65535 f \n${table}trailer<</Size ${size}/Root 1 0 R>>\nstartxref\n${file.length}\n%%EOF`,
  );
}
