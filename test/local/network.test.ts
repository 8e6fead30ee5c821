/** No document makes the server fetch anything, whatever it links to. */
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import type { LocalWebOffice } from '../../local/src/index.js';
import { startOffice, temporaryStorage, type Storage } from '../setup/offices.js';
import { zip } from '../setup/zip.js';
import { visit } from './visitor.js';

let storage: Storage;
let office: LocalWebOffice;
let listener: Server;
let url = '';
const fetched: string[] = [];
before(async () => {
  storage = await temporaryStorage();
  office = await startOffice(storage, { cacheFolder: `${storage.root}/cache` });
  listener = createServer((request, response) => {
    fetched.push(`${request.method} ${request.url}`);
    response.end('x');
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(listener.address() as AddressInfo).port}`;
});
after(async () => {
  listener.close();
  await office.close();
  await storage.remove();
});

const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const A = 'http://schemas.openxmlformats.org/drawingml/2006/main';
const TYPE = 'application/vnd.openxmlformats-officedocument';

type Link = [id: string, type: string, target: string, isExternal?: boolean];
const links = (...all: Link[]) =>
  `<Relationships xmlns="${PACKAGE}/relationships">${all.map(([id, type, target, isExternal]) => `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"${isExternal ? ' TargetMode="External"' : ''}/>`).join('')}</Relationships>`;
const types = (overrides: Record<string, string>) =>
  `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${Object.entries(
    overrides,
  )
    .map(([part, type]) => `<Override PartName="/${part}" ContentType="${TYPE}.${type}+xml"/>`)
    .join('')}</Types>`;

const picture = (blip: string) =>
  `<a:graphic xmlns:a="${A}"><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr><pic:cNvPr id="1" name="p"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip ${blip}/><a:stretch/></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="900000" cy="900000"/></a:xfrm><a:prstGeom prst="rect"/></pic:spPr></pic:pic></a:graphicData></a:graphic>`;

const OPEN = ['office', 'text', 'table', 'draw:drawing', 'svg:svg-compatible']
  .map((name) => name.split(':'))
  .map(([prefix, name]) => `xmlns:${prefix}="urn:oasis:names:tc:opendocument:xmlns:${name ?? prefix}:1.0"`)
  .concat('xmlns:xlink="http://www.w3.org/1999/xlink"')
  .join(' ');
/** An OpenDocument text in one XML file. */
const flat = (inside: string) =>
  `<?xml version="1.0"?><office:document ${OPEN} office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text><text:p>${inside}</text:p></office:text></office:body></office:document>`;

/** Formats the API does not name are tried under names it does: LibreOffice goes by the content, too. */
const documents: Record<string, () => string | Buffer> = {
  'style.doc': () => `<html><head><link rel="stylesheet" href="${url}/a.css"></head><body><p>x</p></body></html>`,
  'import.doc': () =>
    `<html><head><style>@import url(${url}/b.css); p { background: url(${url}/c.png) }</style></head><body><p>x</p></body></html>`,
  'background.doc': () => `<body background="${url}/d.png"><p>x<img src="${url}/e.png"><iframe src="${url}/f.html"></iframe></p></body>`,
  'base.doc': () =>
    `<html><head><base href="${url}/"></head><body><img src="g.png"><table background="h.png"><tr><td>x</td></tr></table></body></html>`,
  'archive.doc': () =>
    `MIME-Version: 1.0\nContent-Type: text/html\n\n<html><body background="${url}/i.png"><img src="${url}/j.png"></body></html>`,
  'cells.xls': () => `<table background="${url}/k.png"><tr><td>x<img src="${url}/l.png"></td></tr></table>`,
  'field.rtf': () => `{\\rtf1 x {\\field{\\*\\fldinst INCLUDEPICTURE "${url}/m.png" \\\\d}{\\fldrslt y}}{\\*\\template ${url}/n.dot}}`,
  'picture.docx': () => flat(`<draw:frame svg:width="1cm" svg:height="1cm"><draw:image xlink:href="${url}/aa.png"/></draw:frame>`),
  'cells.xlsx': () =>
    `<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="A"><Table><Row><Cell ss:HRef="${url}/ab" ss:Formula="=WEBSERVICE(&quot;${url}/ac&quot;)"><Data ss:Type="String">x</Data></Cell></Row></Table></Worksheet></Workbook>`,
  'drawing.pptx': () =>
    `<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9"><image width="9" height="9" xlink:href="${url}/ad.png"/><style>@import url(${url}/ae.css);</style></svg>`,
  'open-document.doc': () =>
    zip({
      mimetype: 'application/vnd.oasis.opendocument.text',
      'META-INF/manifest.xml': `<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>`,
      'content.xml': `<office:document-content ${OPEN}><office:body><office:text><text:section xlink:href="${url}/af.odt" text:name="A"/><text:p><draw:frame svg:width="1cm" svg:height="1cm"><draw:image xlink:href="${url}/ag.png"/></draw:frame><draw:frame svg:width="1cm" svg:height="1cm"><draw:object xlink:href="${url}/ah.ods"/></draw:frame></text:p></office:text></office:body></office:document-content>`,
    }),
  'slides.ppt': () => flat(`<draw:frame svg:width="1cm" svg:height="1cm"><draw:image xlink:href="${url}/ai.png"/></draw:frame>`),
  'sheet.xls': () =>
    `<?xml version="1.0"?><office:document ${OPEN} office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:body><office:spreadsheet><table:table table:name="A"><table:table-source xlink:href="${url}/aj.ods"/><table:table-row><table:table-cell table:formula="of:=WEBSERVICE(&quot;${url}/ak&quot;)"/></table:table-row></table:table></office:spreadsheet></office:body></office:document>`,
  'linked.docx': () =>
    zip({
      '[Content_Types].xml': types({
        'word/document.xml': 'wordprocessingml.document.main',
        'word/settings.xml': 'wordprocessingml.settings',
      }),
      '_rels/.rels': links(['r1', 'officeDocument', 'word/document.xml']),
      'word/_rels/document.xml.rels': links(
        ['r1', 'image', `${url}/o.png`, true],
        ['r2', 'aFChunk', `${url}/p.html`, true],
        ['r3', 'subDocument', `${url}/q.docx`, true],
        ['r4', 'settings', 'settings.xml'],
      ),
      'word/settings.xml': `<w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="${OFFICE}"><w:attachedTemplate r:id="r1"/></w:settings>`,
      'word/_rels/settings.xml.rels': links(['r1', 'attachedTemplate', `${url}/r.dotx`, true]),
      'word/document.xml': `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="${OFFICE}" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><w:body><w:p><w:r><w:drawing><wp:inline><wp:extent cx="900000" cy="900000"/><wp:docPr id="1" name="p"/>${picture('r:link="r1"')}</wp:inline></w:drawing></w:r></w:p><w:altChunk r:id="r2"/><w:subDoc r:id="r3"/><w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>INCLUDETEXT "${url}/s.docx"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:body></w:document>`,
    }),
  'linked.xlsx': () =>
    zip({
      '[Content_Types].xml': types({
        'xl/workbook.xml': 'spreadsheetml.sheet.main',
        'xl/sheet.xml': 'spreadsheetml.worksheet',
        'xl/external.xml': 'spreadsheetml.externalLink',
      }),
      '_rels/.rels': links(['r1', 'officeDocument', 'xl/workbook.xml']),
      'xl/workbook.xml': `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${OFFICE}"><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets><externalReferences><externalReference r:id="r2"/></externalReferences><calcPr fullCalcOnLoad="1"/></workbook>`,
      'xl/_rels/workbook.xml.rels': links(['r1', 'worksheet', 'sheet.xml'], ['r2', 'externalLink', 'external.xml']),
      'xl/external.xml': `<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><externalBook xmlns:r="${OFFICE}" r:id="r1"><sheetNames><sheetName val="B"/></sheetNames></externalBook></externalLink>`,
      'xl/_rels/external.xml.rels': links(['r1', 'externalLinkPath', `${url}/t.xlsx`, true]),
      'xl/sheet.xml': `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1"><f>[1]B!A1</f></c><c r="B1"><f>_xlfn.WEBSERVICE("${url}/u")</f></c></row></sheetData></worksheet>`,
    }),
  'linked.pptx': () =>
    zip({
      '[Content_Types].xml': types({
        'ppt/presentation.xml': 'presentationml.presentation.main',
        'ppt/slides/slide1.xml': 'presentationml.slide',
      }),
      '_rels/.rels': links(['r1', 'officeDocument', 'ppt/presentation.xml']),
      'ppt/presentation.xml': `<p:presentation xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:r="${OFFICE}"><p:sldIdLst><p:sldId id="256" r:id="r1"/></p:sldIdLst><p:sldSz cx="9144000" cy="6858000"/></p:presentation>`,
      'ppt/_rels/presentation.xml.rels': links(['r1', 'slide', 'slides/slide1.xml']),
      'ppt/slides/slide1.xml': `<p:sld xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:a="${A}" xmlns:r="${OFFICE}"><p:cSld><p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/><p:pic><p:nvPicPr><p:cNvPr id="2" name="p"/><p:cNvPicPr/><p:nvPr><a:videoFile r:link="r2"/></p:nvPr></p:nvPicPr><p:blipFill><a:blip r:link="r1"/><a:stretch/></p:blipFill><p:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="900000" cy="900000"/></a:xfrm><a:prstGeom prst="rect"/></p:spPr></p:pic></p:spTree></p:cSld></p:sld>`,
      'ppt/slides/_rels/slide1.xml.rels': links(['r1', 'image', `${url}/v.png`, true], ['r2', 'video', `${url}/w.mp4`, true]),
    }),
};

for (const [name, make] of Object.entries(documents)) {
  test(`${name} is shown or refused, and nothing is fetched`, async () => {
    await writeFile(`${storage.root}/test/${name}`, make());
    const reader = await visit(office, { SourceURI: `oss://test/${name}`, Permission: { Readonly: true, Print: true } });
    const outcome = await reader.outcome();
    const isRefusable = /^(?:picture|cells\.xlsx|drawing|open-document|slides|sheet)/.test(name);
    if (!isRefusable) assert.equal(outcome?.state, 'ready');
    // A grid's pages are another conversion.
    const { status } = await reader.call('print');
    if (!isRefusable) assert.equal(status, 200);
    assert.deepEqual(fetched, []);
  });
}
