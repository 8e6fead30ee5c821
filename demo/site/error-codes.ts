/** The list of error codes as a page shows it. */
import { ENDPOINT_ERRORS, WebOfficeError, type ErrorCode } from '../../src/contract/errors.js';
import { enUS } from '../../src/locales/en-us.js';
import { ERROR_HELP } from './errors.js';
import { prose } from './prose.js';

/** Links are the only markup in the texts. */
const text = (words: string) => prose(words).replace(/&lt;a href=&quot;([^&]+)&quot;&gt;(.*?)&lt;\/a&gt;/g, '<a href="$1">$2</a>');

const codes = Object.keys(ERROR_HELP) as ErrorCode[];
const statusOf = (code: ErrorCode): number | undefined => (ENDPOINT_ERRORS as Partial<Record<ErrorCode, number>>)[code];

const entry = (code: ErrorCode): string => {
  const { means, causes, todo } = ERROR_HELP[code];
  const status = statusOf(code);
  const notes = [
    status ? `HTTP ${status}` : 'in the browser',
    new WebOfficeError(code, 'document', '').retryable ? 'trying again can help' : 'trying again does not help',
  ];
  return `<section class="error-code" id="${code}">
    <h3><a class="anchor" href="#${code}">${code}</a></h3>
    <p class="notes">${notes.join(' · ')} · readers see “${enUS.errors[code].title}”</p>
    <p>${text(means)}</p>
    <ul>${causes.map((cause) => `<li>${text(cause)}</li>`).join('')}</ul>
    <p class="todo">${text(todo)}</p>
  </section>`;
};

const list = (chosen: readonly ErrorCode[]) => chosen.map((code) => `<li><a href="#${code}">${code}</a></li>`).join('');

export function errorCodes(): string {
  const browser = codes.filter((code) => !statusOf(code));
  const endpoint = codes.filter((code) => statusOf(code));
  return `<ul class="code-list">${list([...browser, ...endpoint])}</ul>
    <h2>From the browser</h2>${browser.map(entry).join('')}
    <h2>From the token endpoint</h2>${endpoint.map(entry).join('')}`;
}
