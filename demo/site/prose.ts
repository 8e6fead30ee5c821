import { escapeHTML } from './highlight.js';

/** Descriptions are plain text with code in backticks. */
export function prose(text = ''): string {
  return escapeHTML(text).replace(/`([^`]+)`/g, '<code>$1</code>');
}
