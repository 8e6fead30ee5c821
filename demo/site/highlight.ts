/** Colours code with four kinds of spans: enough to read by, small enough to own. */

const STRING = String.raw`(?<string>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|${'`'}(?:[^${'`'}\\]|\\.)*${'`'})`;
const SCRIPT = `(?<comment>//.*|/\\*[\\s\\S]*?\\*/)|${STRING}|(?<keyword>\\b(?:import|from|export|const|let|function|return|async|await|new|if|else|for|of|type|default|true|false|null|undefined)\\b)`;
const MARKUP = `(?<comment><!--[\\s\\S]*?-->)|(?<keyword></?[A-Za-z][\\w-]*|/?>)|${STRING}|(?<name>[@:\\w-]+(?==["'{]))`;
const JSON_TEXT = `(?<name>"[^"\\n]*"(?=\\s*:))|${STRING}|(?<keyword>\\b(?:true|false|null)\\b)`;

const JSX = `(?<name>[\\w-]+(?==["'{]))|(?<more></?[A-Za-z][\\w-]*)|${SCRIPT}`;

const GRAMMARS: Readonly<Record<string, string>> = {
  html: MARKUP,
  jsx: JSX,
  tsx: JSX,
  vue: `${MARKUP}|(?<=\\s)(?<more>import|from)(?=\\s)`,
  js: SCRIPT,
  ts: SCRIPT,
  json: JSON_TEXT,
  css: `(?<comment>/\\*[\\s\\S]*?\\*/)|(?<name>--[\\w-]+|[\\w-]+(?=:\\s))|(?<keyword>::?[\\w-]+|@[\\w-]+)|${STRING}`,
  http: `(?<keyword>^(?:POST|HTTP/1\\.1).*$)|(?<comment>^#.*$)|(?<name>^[\\w-]+(?=:))|${JSON_TEXT.replace('(?<name>', '(?<field>').replace('(?<keyword>', '(?<word>')}`,
  sh: `(?<comment>^#.*$|\\s#.*$)|(?<keyword>^(?:npm|npx|node|curl|openssl)\\b)|${STRING}`,
};

const KINDS: Readonly<Record<string, string>> = { more: 'keyword', field: 'name', word: 'keyword' };

export function escapeHTML(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** @returns HTML */
export function highlight(code: string, language: string): string {
  const grammar = GRAMMARS[language];
  if (!grammar) return escapeHTML(code);
  let html = '';
  let end = 0;
  for (const match of code.matchAll(new RegExp(grammar, 'gm'))) {
    const kind = Object.entries(match.groups ?? {}).find(([, text]) => text !== undefined)?.[0];
    if (!kind) continue;
    html += `${escapeHTML(code.slice(end, match.index))}<span class="${KINDS[kind] ?? kind}">${escapeHTML(match[0])}</span>`;
    end = match.index + match[0].length;
  }
  return html + escapeHTML(code.slice(end));
}
