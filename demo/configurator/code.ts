/** The code for what is set in the form: the tag in HTML and in two frameworks, and the endpoint behind it. */
import { element } from '../site/manifest.js';

/** Attributes that are set, by name; `true` stands for an attribute without a value. */
export type Values = Readonly<Record<string, string | true>>;

const fieldOf = (name: string) => element.attributes.find((attribute) => attribute.name === name)?.fieldName ?? name;
const typeOf = (name: string) => element.attributes.find((attribute) => attribute.name === name)?.type?.text ?? '';
const isNumber = (name: string) => /^number/.test(typeOf(name));
/** By the name of a class or an interface in its type. */
const mayBeObject = (name: string) => /[A-Z]/.test(typeOf(name));

/** What a framework is given in place of text: a number, an object as JSON, which is JavaScript too. */
function expression(name: string, value: string): string | undefined {
  if (isNumber(name) && Number.isFinite(Number(value))) return String(Number(value));
  if (!/^\s*\{/.test(value) || !mayBeObject(name)) return undefined;
  try {
    return JSON.stringify(JSON.parse(value));
  } catch {
    // What only the element reads stays text.
    return undefined;
  }
}

/** One line while it is short. */
function tag(name: string, attributes: readonly string[], end: string): string {
  const line = `<${[name, ...attributes].join(' ')}`;
  return line.length < 90 ? `${line}${end.replace('\n', '')}` : `<${name}\n  ${attributes.join('\n  ')}${end}`;
}

const inQuotes = (value: string) =>
  value.includes('"') && !value.includes("'")
    ? `'${value.replaceAll('&', '&amp;')}'`
    : `"${value.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"`;

export function htmlCode(values: Values): string {
  const attributes = Object.entries(values).map(([name, value]) => (value === true ? name : `${name}=${inQuotes(value)}`));
  return `<script type="module" src="https://cdn.jsdelivr.net/npm/imm-weboffice"></script>\n\n${tag('imm-weboffice', attributes, '\n></imm-weboffice>')}`;
}

export function reactCode(values: Values): string {
  const props = Object.entries(values).map(([name, value]) => {
    if (value === true) return fieldOf(name);
    const given = expression(name, value);
    if (given) return `${fieldOf(name)}={${given}}`;
    return `${fieldOf(name)}=${/["\\\n&{]/.test(value) ? `{${JSON.stringify(value)}}` : `"${value}"`}`;
  });
  const element = tag('ImmWeboffice', props, '\n/>').replace(/(?<=[^\n])\/>$/, ' />');
  return `import { ImmWeboffice } from 'imm-weboffice/react';\n\nexport function Document() {\n  return ${element.includes('\n') ? `(\n    ${element.replaceAll('\n', '\n    ')}\n  )` : element};\n}`;
}

export function vueCode(values: Values): string {
  const props = Object.entries(values).map(([name, value]) => {
    if (value === true) return name;
    const given = expression(name, value);
    return given ? `:${name}=${inQuotes(given)}` : `${name}=${inQuotes(value)}`;
  });
  const element = tag('ImmWeboffice', props, '\n/>').replace(/(?<=[^\n])\/>$/, ' />');
  return `<script setup>\nimport { ImmWeboffice } from 'imm-weboffice/vue';\n</script>\n\n<template>\n  ${element.replaceAll('\n', '\n  ')}\n</template>`;
}

/** Grants what the tag asks for, and no more. */
export function serverCode(values: Values): string {
  const allowed = typeof values.allow === 'string' ? values.allow.split(/[\s,]+/).filter(Boolean) : [];
  const permission = [...(values.mode === 'edit' ? ['readonly: false'] : []), ...allowed.map((name) => `${name}: true`)];
  const pages = Number(values['preview-pages']);
  const grant = [
    'user: { id: user.id, name: user.name }',
    ...(permission.length > 0 ? [`permission: { ${permission.join(', ')} }`] : []),
    ...(pages > 0 ? [`previewPages: ${pages}`] : []),
  ];
  const needsNotifications = values['user-data'] !== undefined;
  return `import { createServer } from 'node:http';
import { createImmClient, createTokenHandler, toNodeHandler } from 'imm-weboffice-server';
import { userOfSession } from './sessions.js'; // yours

const handler = createTokenHandler({
  imm: createImmClient({ regionId: 'cn-shanghai', projectName: 'my-project' }),
  secret: process.env.WEBOFFICE_SECRET,${needsNotifications ? "\n  notification: { MNS: { TopicName: 'weboffice' } }," : ''}
  authorize: async ({ request, sourceURI }) => {
    const user = await userOfSession(request.headers.get('cookie'));
    if (!user?.mayRead(sourceURI)) return false;
    return {
      ${grant.join(',\n      ')},
    };
  },
});

createServer(toNodeHandler(handler)).listen(3000);`;
}
