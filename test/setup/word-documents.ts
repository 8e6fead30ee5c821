/** Small Word documents with tables, pictures and comments. */
import { ZipFile } from '../../local/src/server/ooxml/zip-file.js';
import { docx } from './documents.js';

const SPACE = 'http://schemas.openxmlformats.org';
const RELATIONSHIPS = `${SPACE}/officeDocument/2006/relationships`;

/** @param body the XML of its paragraphs and tables */
export function wordBody(body: string, parts: Record<string, string | Buffer> = {}): Buffer {
  const zip = ZipFile.parse(docx([]));
  const document = zip
    .text('word/document.xml')!
    .replace('<w:document ', `<w:document xmlns:r="${RELATIONSHIPS}" `)
    .replace('</w:body>', () => `${body}</w:body>`);
  return zip.with(new Map(Object.entries({ 'word/document.xml': document, ...parts }))).toBuffer();
}

const cell = (text: string) => `<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr><w:p><w:r><w:t>${text}</w:t></w:r></w:p></w:tc>`;

/** Two cells. */
export const TABLE = `<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="2000"/><w:gridCol w:w="2000"/></w:tblGrid><w:tr>${cell('Wind')}${cell('North')}</w:tr></w:tbl>`;

export const PAGE_BREAK = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>';

/** A run with a picture, for `withPicture`. */
export const PICTURE =
  `<w:r><w:drawing><wp:inline xmlns:wp="${SPACE}/drawingml/2006/wordprocessingDrawing"><wp:extent cx="914400" cy="914400"/><wp:docPr id="1" name="Picture"/>` +
  `<a:graphic xmlns:a="${SPACE}/drawingml/2006/main"><a:graphicData uri="${SPACE}/drawingml/2006/picture"><pic:pic xmlns:pic="${SPACE}/drawingml/2006/picture">` +
  '<pic:nvPicPr><pic:cNvPr id="1" name="Picture"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="p1"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>' +
  '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="914400" cy="914400"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>';

const PIXEL = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

export function withPicture(body: string): Buffer {
  const types = ZipFile.parse(docx([])).text('[Content_Types].xml')!;
  return wordBody(body, {
    '[Content_Types].xml': types.replace('<Override', '<Default Extension="png" ContentType="image/png"/><Override'),
    'word/media/image1.png': PIXEL,
    'word/_rels/document.xml.rels': relationships(`<Relationship Id="p1" Type="${RELATIONSHIPS}/image" Target="media/image1.png"/>`),
  });
}

const relationships = (list: string) => `<Relationships xmlns="${SPACE}/package/2006/relationships">${list}</Relationships>`;

/** Within a paragraph of `docx`: words with a comment. */
export const commentOn = (id: number, words: string) =>
  `</w:t></w:r><w:commentRangeStart w:id="${id}"/><w:r><w:t>${words}</w:t></w:r><w:commentRangeEnd w:id="${id}"/><w:r><w:commentReference w:id="${id}"/></w:r><w:r><w:t xml:space="preserve">`;

/** A document with comments `note 1` and so on. */
export function commented(paragraphs: readonly string[], ids: readonly number[]): Buffer {
  const comment = (id: number) => `<w:comment w:id="${id}" w:author="Ann"><w:p><w:r><w:t>note ${id}</w:t></w:r></w:p></w:comment>`;
  const type = 'application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml';
  const zip = ZipFile.parse(docx(paragraphs));
  const parts = {
    '[Content_Types].xml': zip
      .text('[Content_Types].xml')!
      .replace('</Types>', `<Override PartName="/word/comments.xml" ContentType="${type}"/></Types>`),
    'word/document.xml': zip.text('word/document.xml')!.replaceAll('<w:t>', '<w:t xml:space="preserve">'),
    'word/comments.xml': `<w:comments xmlns:w="${SPACE}/wordprocessingml/2006/main">${ids.map(comment).join('')}</w:comments>`,
    'word/_rels/document.xml.rels': relationships(`<Relationship Id="r1" Type="${RELATIONSHIPS}/comments" Target="comments.xml"/>`),
  };
  return zip.with(new Map(Object.entries(parts))).toBuffer();
}

/** A document whose author wants changes to be tracked. */
export const trackedBody = (body: string): Buffer =>
  wordBody(body, {
    'word/settings.xml': `<w:settings xmlns:w="${SPACE}/wordprocessingml/2006/main"><w:trackRevisions/></w:settings>`,
    'word/_rels/document.xml.rels': relationships(`<Relationship Id="s1" Type="${RELATIONSHIPS}/settings" Target="settings.xml"/>`),
  });

/** @param document with relationships and no section properties @param content paragraphs of the header of its pages */
export function withHeader(document: Buffer, content: string): Buffer {
  const zip = ZipFile.parse(document);
  const type = 'application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml';
  const section = '<w:sectPr><w:headerReference w:type="default" r:id="h1"/></w:sectPr>';
  const list = 'word/_rels/document.xml.rels';
  const parts = {
    'word/header1.xml': `<w:hdr xmlns:w="${SPACE}/wordprocessingml/2006/main">${content}</w:hdr>`,
    'word/document.xml': zip.text('word/document.xml')!.replace('</w:body>', `${section}</w:body>`),
    [list]: zip
      .text(list)!
      .replace('</Relationships>', `<Relationship Id="h1" Type="${RELATIONSHIPS}/header" Target="header1.xml"/></Relationships>`),
    '[Content_Types].xml': zip
      .text('[Content_Types].xml')!
      .replace('</Types>', `<Override PartName="/word/header1.xml" ContentType="${type}"/></Types>`),
  };
  return zip.with(new Map(Object.entries(parts))).toBuffer();
}
