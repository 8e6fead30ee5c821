/** Flat OpenDocument files (OASIS ODF 1.3, part 3): what LibreOffice makes real documents of, in the formats only it and Office write. */
import { writeFile } from 'node:fs/promises';
import { convertWithLibreOffice } from './conversions.js';

const NAMESPACES = ['office', 'table', 'text', 'style', 'draw', 'svg-compatible', 'xsl-fo-compatible', 'number', 'chart', 'meta']
  .map((name) => {
    const prefix = { 'svg-compatible': 'svg', 'xsl-fo-compatible': 'fo' }[name] ?? name;
    const space = { draw: 'drawing', number: 'datastyle' }[name] ?? name;
    return `xmlns:${prefix}="urn:oasis:names:tc:opendocument:xmlns:${space}:1.0"`;
  })
  .join(' ');

const flat = (kind: string, styles: string, body: string) =>
  `<?xml version="1.0" encoding="UTF-8"?><office:document ${NAMESPACES} xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2" office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.${kind}">` +
  `<office:automatic-styles>${styles}</office:automatic-styles><office:body>${body}</office:body></office:document>`;

const number = (value: number, formula = '') =>
  `<table:table-cell office:value-type="float" office:value="${value}"${formula && ` table:formula="of:=${formula}"`}><text:p>${value}</text:p></table:table-cell>`;
const words = (value: string, style = '') =>
  `<table:table-cell office:value-type="string"${style && ` table:style-name="${style}"`}><text:p>${value}</text:p></table:table-cell>`;

/**
 * A workbook with two sheets: `Prices` has a bold header, quantities and prices in B2:C4, a product of both in D2:D4, their sum in D5;
 * `Notes` says something in A1 and refers to that sum in B2. Or with one sheet that has these lines.
 */
export async function makeWorkbook(path: string, onlyLines?: readonly string[]): Promise<void> {
  const rows = [
    ['Lamp', 2, 30],
    ['灯塔', 1, 500],
    ['Rope', 10, 1.5],
  ] as const;
  const lines = rows.map(
    ([name, count, price], index) =>
      `<table:table-row>${words(name)}${number(count)}${number(price)}${number(count * price, `[.B${index + 2}]*[.C${index + 2}]`)}</table:table-row>`,
  );
  const header = ['Item', 'Count', 'Price', 'Total'].map((title) => words(title, 'bold')).join('');
  const sum = `<table:table-row><table:table-cell table:number-columns-repeated="3"/>${number(575, 'SUM([.D2:.D4])')}</table:table-row>`;
  const prices = `<table:table table:name="Prices"><table:table-row>${header}</table:table-row>${lines.join('')}${sum}</table:table>`;
  const own = onlyLines?.map((line) => `<table:table-row>${words(line)}</table:table-row>`).join('');
  const notes =
    `<table:table table:name="Notes"><table:table-row>${words('Notes &amp; more')}</table:table-row>` +
    `<table:table-row><table:table-cell/>${number(575, '[$Prices.D5]')}</table:table-row></table:table>`;
  const bold =
    '<style:style style:name="bold" style:family="table-cell"><style:table-cell-properties fo:background-color="#ffe699"/><style:text-properties fo:font-weight="bold"/></style:style>';
  const sheets = own === undefined ? `${prices}${notes}` : `<table:table table:name="Lines">${own}</table:table>`;
  await writeFile(`${path}.fods`, flat('spreadsheet', bold, `<office:spreadsheet>${sheets}</office:spreadsheet>`));
  await convertWithLibreOffice(`${path}.fods`, path.endsWith('.xlsx') ? 'xlsx' : 'xls', path);
}

/** A workbook with three numbers and a chart of them. */
export async function makeChart(path: string): Promise<void> {
  const numbers = [3, 5, 4].map((value) => `<table:table-row>${number(value)}</table:table-row>`).join('');
  const series =
    '<chart:series chart:values-cell-range-address="Sheet1.A1:Sheet1.A3" chart:class="chart:bar"><chart:data-point chart:repeated="3"/></chart:series>';
  const chart =
    `<office:document office:mimetype="application/vnd.oasis.opendocument.chart" office:version="1.3"><office:body><office:chart>` +
    `<chart:chart chart:class="chart:bar" svg:width="8cm" svg:height="5cm"><chart:plot-area table:cell-range-address="Sheet1.A1:Sheet1.A3">${series}</chart:plot-area></chart:chart>` +
    '</office:chart></office:body></office:document>';
  const frame = `<table:shapes><draw:frame svg:x="4cm" svg:y="1cm" svg:width="8cm" svg:height="5cm"><draw:object>${chart}</draw:object></draw:frame></table:shapes>`;
  const sheet = `<table:table table:name="Sheet1">${frame}${numbers}</table:table>`;
  await writeFile(`${path}.fods`, flat('spreadsheet', '', `<office:spreadsheet>${sheet}</office:spreadsheet>`));
  await convertWithLibreOffice(`${path}.fods`, 'xlsx', path);
}

/** A letter with a heading, a bold word, a list, a table of two cells, a header and a footnote. */
export async function makeLetter(path: string): Promise<void> {
  const styles =
    '<style:style style:name="bold" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>' +
    '<style:page-layout style:name="layout"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" fo:margin="2cm"/></style:page-layout>';
  const master =
    '<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="layout">' +
    '<style:header><text:p>Harbour office</text:p></style:header></style:master-page></office:master-styles>';
  const list = ['Lamp oil', 'Rope'].map((item) => `<text:list-item><text:p>${item}</text:p></text:list-item>`).join('');
  const cells = ['Wind', 'North']
    .map((cell) => `<table:table-cell office:value-type="string"><text:p>${cell}</text:p></table:table-cell>`)
    .join('');
  const body =
    '<office:text><text:h text:outline-level="1">The lighthouse</text:h>' +
    '<text:p>The keeper writes <text:span text:style-name="bold">every</text:span> evening' +
    '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>Except Sundays.</text:p></text:note-body></text:note>.</text:p>' +
    `<text:list>${list}</text:list><table:table table:name="Weather"><table:table-column table:number-columns-repeated="2"/>` +
    `<table:table-row>${cells}</table:table-row></table:table><text:p>湖边的灯塔</text:p></office:text>`;
  const document = flat('text', styles, body).replace('<office:body>', `${master}<office:body>`);
  await writeFile(`${path}.fodt`, document);
  await convertWithLibreOffice(`${path}.fodt`, path.endsWith('.docx') ? 'docx' : 'doc', path);
}
