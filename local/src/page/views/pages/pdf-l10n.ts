/** Stands in for pdf.js's localisation, which would fetch and carry the words of editing tools this page does not have. */
import { language } from '../../words/messages.js';

export class PlainL10n {
  getLanguage(): string {
    return language.toLowerCase();
  }
  getDirection(): 'ltr' {
    return 'ltr';
  }
  get(_ids: unknown, _values?: unknown, fallback?: string): Promise<string> {
    return Promise.resolve(fallback ?? '');
  }
  translate(): Promise<void> {
    return Promise.resolve();
  }
  translateOnce(): Promise<void> {
    return Promise.resolve();
  }
  pause(): void {}
  resume(): void {}
  destroy(): Promise<void> {
    return Promise.resolve();
  }
}
