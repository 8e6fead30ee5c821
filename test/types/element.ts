/** What TypeScript knows of the tag and its events; `npm run check:types` is the test. */
import { ImmErrorEvent, type ErrorCode, type ImmWebofficeElement, type SaveResult, type WebOfficeState } from 'imm-weboffice';

const element = document.createElement('imm-weboffice');
element satisfies ImmWebofficeElement;
void (element.save() satisfies Promise<SaveResult>);

element.mode = 'edit';
// @ts-expect-error -- there is no such mode
element.mode = 'read';
// @ts-expect-error -- the state is the element's own
element.state = 'ready';
element.watermark = { value: 'Internal' };
// @ts-expect-error -- a watermark has no such field
element.watermark = { text: 'Internal' };

element.addEventListener('imm-state-change', (event) => event.state satisfies WebOfficeState);
element.addEventListener('imm-error', (event) => event.error.code satisfies ErrorCode);
// @ts-expect-error -- another event's field
element.addEventListener('imm-ready', (event) => event.error);
window.addEventListener('imm-token-refresh', (event) => event.type);
new ImmErrorEvent(element.error!) satisfies Event;
