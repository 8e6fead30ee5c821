/** The line that says where a limited preview ends (API page, PreviewPages), after the last page, line or row. */
export function previewEnd(text: string): HTMLElement {
  const element = document.createElement('div');
  element.className = 'preview-end';
  element.setAttribute('role', 'note');
  const words = document.createElement('span');
  words.textContent = text;
  element.append(words);
  return element;
}
