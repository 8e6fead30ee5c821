/** ZIP and XML that nobody writes by accident are refused, in time that grows with their size only. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crc32, deflateRawSync } from 'node:zlib';
import { XmlSource } from '../../local/src/server/ooxml/xml-source.js';
import { XML_LIMITS, parseXml } from '../../local/src/server/ooxml/xml.js';
import { ZIP_LIMITS, ZipFile } from '../../local/src/server/ooxml/zip-file.js';
import { zip } from '../setup/zip.js';

/** What takes more than linear time would take days for these. */
const MANY = 2_000_000;
const LIMIT = { timeout: 60_000 };

const broken: Record<string, string> = {
  'comments without an end': '<!-- '.repeat(MANY),
  'a comment without an end inside': `<a>${'<b/>'.repeat(1000)}<!--${'x'.repeat(MANY)}`,
  'CDATA sections without an end': '<![CDATA['.repeat(MANY),
  'processing instructions without an end': '<?x '.repeat(MANY),
  'tags without an end': '<a '.repeat(MANY),
  'spaces without an end': `<a${' '.repeat(MANY)}`,
  'an attribute without an end': `<a b="${"'".repeat(MANY)}`,
  'attributes without values': `<a${' b'.repeat(100)}/>`,
  'a name without an end': `<${'a'.repeat(MANY)}`,
  'closing tags only': '</a>'.repeat(MANY),
  'elements that stay open': '<a>'.repeat(100),
  'a document type': '<!DOCTYPE a [<!ENTITY b "bbbb">]><a>&b;</a>',
  'text around the root': 'text<a/>',
  'two roots': '<a/><b/>',
  'another prefix at the end': '<x:a></y:a>',
  'an attribute twice': '<a b="1" b="2"/>',
  'a tag in an attribute': '<a b="<c/>"/>',
  'no white space between attributes': '<a b="1"c="2"/>',
  'a character beyond Unicode': '<a>&#x110000;</a>',
  nothing: '',
};
for (const [name, source] of Object.entries(broken)) {
  test(`XML with ${name} is refused`, LIMIT, () => assert.throws(() => parseXml(source), SyntaxError));
}

const excessive: Record<string, string> = {
  'elements nested too deeply': '<a>'.repeat(XML_LIMITS.depth + 1) + '</a>'.repeat(XML_LIMITS.depth + 1),
  'too many elements': `<a>${'<b/>'.repeat(XML_LIMITS.nodes)}</a>`,
  'too many attributes': `<a${Array.from({ length: 300 }, (_, index) => ` b${index}=""`).join('')}/>`,
};
for (const [name, source] of Object.entries(excessive)) {
  test(`XML with ${name} is too large`, LIMIT, () => assert.throws(() => parseXml(source), RangeError));
}

test('XML as Office writes it, and what may stand in it', () => {
  const source = `<?xml version="1.0"?>\n<!-- <x> -->\n<w:a xmlns:w='urn:w' w:b = "&lt;&#x41;&#66;&unknown;>">one<![CDATA[<&]]><!-- no -->two<w:c  /><d></d  ></w:a>\n`;
  const root = parseXml(source);
  assert.deepEqual([root.prefix, root.name, root.text], ['w:', 'a', 'one<&two']);
  assert.deepEqual(root.attributes, { 'xmlns:w': 'urn:w', 'w:b': '<AB&unknown;>' });
  assert.deepEqual(
    root.children.map(({ start, end, innerStart, innerEnd }) => [source.slice(start, end), source.slice(innerStart, innerEnd)]),
    [
      ['<w:c  />', ''],
      ['<d></d  >', ''],
    ],
  );
});

test('a start tag is cut out of any amount of white space', LIMIT, () => {
  const spaces = ' '.repeat(MANY);
  const source = new XmlSource(`<a>${spaces}<b c="1"${spaces}/></a>`);
  assert.equal(source.tag(source.root), '<a>');
  assert.equal(source.tag(source.root.children[0]!), '<b c="1">');
});

/** A file whose directory says other sizes, or other places, than there are. */
function changed(file: Buffer, change: (file: Buffer, directory: number) => void): Buffer {
  const copy = Buffer.from(file);
  change(copy, copy.indexOf('504b0102', 0, 'hex'));
  return copy;
}

/** One part, deflated, with what the directory says of it. */
function packed(content: Buffer, { size = content.length, checksum = crc32(content) } = {}): Buffer {
  const data = deflateRawSync(content);
  const file = zip({ a: data.toString('latin1') });
  // The helper stores text: two-byte characters would change the data.
  const start = 31;
  const body = Buffer.concat([file.subarray(0, start), data, file.subarray(file.indexOf('504b0102', 0, 'hex'))]);
  const directory = start + data.length;
  body.writeUInt32LE(directory, body.length - 6);
  for (const header of [8, directory + 10]) body.writeUInt16LE(8, header);
  for (const header of [14, directory + 16]) body.writeUInt32LE(checksum, header);
  for (const header of [18, directory + 20]) body.writeUInt32LE(data.length, header);
  for (const header of [22, directory + 24]) body.writeUInt32LE(size, header);
  return body;
}

const two = zip({ a: 'one', b: 'two' });
const second = (file: Buffer) => file.lastIndexOf('504b0102', undefined, 'hex');
const damaged: Record<string, Buffer> = {
  'no directory': Buffer.from('PK\u0003\u0004'),
  'a directory beyond the end': changed(two, (file) => file.writeUInt32LE(0xfffffff0, file.length - 6)),
  'fewer parts than it says': changed(two, (file) => file.writeUInt16LE(3, file.length - 12)),
  'two parts of one name': changed(two, (file) => file.write('a', second(file) + 46)),
  'two parts in one place': changed(two, (file) => file.writeUInt32LE(0, second(file) + 42)),
  'a part that reaches into the next': changed(two, (file, directory) => file.writeUInt32LE(40, directory + 20)),
  'a part beyond the end': changed(two, (file, directory) => file.writeUInt32LE(0xffffff, directory + 42)),
  'more in a part than it says': packed(Buffer.alloc(100_000), { size: 10 }),
  'less in a part than it says': packed(Buffer.alloc(10), { size: 100_000 }),
  'another checksum': packed(Buffer.from('content'), { checksum: 1 }),
  'a part that cannot be unpacked': changed(packed(Buffer.alloc(100)), (file) => file.fill(0xff, 31, 34)),
};
for (const [name, file] of Object.entries(damaged)) {
  test(`a ZIP file with ${name} is damaged`, LIMIT, () => assert.throws(() => ZipFile.parse(file).read('a'), { name: 'SyntaxError' }));
}

test('a ZIP file with too much in it is too large', LIMIT, () => {
  const names = Array.from({ length: ZIP_LIMITS.parts + 1 }, (_, index) => [`part${index}`, ''] as const);
  const excessive = [
    zip(Object.fromEntries(names)),
    zip({ ['a'.repeat(ZIP_LIMITS.name + 1)]: '' }),
    changed(two, (file, directory) => file.writeUInt32LE(ZIP_LIMITS.total, directory + 24)),
    changed(two, (file, directory) => file.writeUInt32LE(0xffffffff, directory + 24)),
  ];
  for (const file of excessive) assert.throws(() => ZipFile.parse(file), RangeError);
  const long = packed(Buffer.alloc(1000), { size: ZIP_LIMITS.text + 1 });
  assert.throws(() => ZipFile.parse(long).text('a'), RangeError);
});

test('a ZIP file of as many parts as may be is read, and written as it was', LIMIT, () => {
  const file = zip(Object.fromEntries(Array.from({ length: ZIP_LIMITS.parts }, (_, index) => [`part${index}`, String(index)])));
  const parsed = ZipFile.parse(file);
  assert.equal(parsed.text('part9999'), '9999');
  assert.ok(parsed.toBuffer().equals(file));
  assert.equal(ZipFile.parse(packed(Buffer.from('content'))).text('a'), 'content');
});
