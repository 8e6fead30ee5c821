/** The form's fields, from the attributes in custom-elements.json: what is not named here gets a plain field in the last group. */
import { element, type Attribute } from '../site/manifest.js';

export type Control = 'text' | 'json' | 'switch' | 'choice' | 'words' | 'suggestions';

export interface Field {
  name: string;
  description: string;
  control: Control;
  /** What is chosen or suggested; for `choice` without the default. */
  options: readonly string[];
}

export interface Group {
  title: string;
  fields: readonly Field[];
}

const GROUPS: Readonly<Record<string, readonly string[]>> = {
  Document: ['src', 'filename', 'mode', 'allow', 'preview-pages', 'cache-preview', 'password'],
  Look: ['hide-toolbar', 'watermark', 'lang', 'loading'],
  Reader: ['user-id', 'user-name', 'user-avatar', 'user-data'],
};
const REST = 'Connection';

const DOCUMENTS = ['annual-report.docx', 'budget.xlsx', 'programme.pptx', 'field-guide.pdf', 'visitor-notes.txt', 'opening-hours.csv'];

/** Where types do not tell: suggestions leave any other value open. */
const SPECIAL: Readonly<Record<string, Pick<Field, 'control' | 'options'>>> = {
  src: { control: 'suggestions', options: DOCUMENTS.map((name) => `oss://demo/${name}`) },
  lang: { control: 'suggestions', options: ['en', 'zh-CN', 'zh-TW', 'ja'] },
  'request-credentials': { control: 'choice', options: ['omit', 'same-origin', 'include'] },
  allow: { control: 'words', options: ['copy', 'print', 'export', 'history', 'rename'] },
  watermark: { control: 'json', options: [] },
  'sdk-options': { control: 'json', options: [] },
};

function field({ name, description = '', type, default: value }: Attribute): Field {
  const words = [...(type?.text ?? '').matchAll(/'([^']+)'/g)].map(([, word]) => word!);
  const byType: Pick<Field, 'control' | 'options'> =
    type?.text === 'boolean'
      ? { control: 'switch', options: [] }
      : words.length > 0
        ? { control: 'choice', options: words.filter((word) => `'${word}'` !== value) }
        : { control: 'text', options: [] };
  return { name, description, ...(SPECIAL[name] ?? byType) };
}

const named = new Set(Object.values(GROUPS).flat());

export const groups: readonly Group[] = [
  ...Object.entries(GROUPS).map(([title, names]) => ({
    title,
    fields: names.flatMap((name) => element.attributes.filter((attribute) => attribute.name === name).map(field)),
  })),
  { title: REST, fields: element.attributes.filter(({ name }) => !named.has(name)).map(field) },
];
