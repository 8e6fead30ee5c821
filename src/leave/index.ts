/**
 * Asks before a view of a single-page application is left while a document has unsaved changes. The element itself asks before the page is unloaded
 * (`beforeunload`); a router changes views without that event. Needs no framework and no router.
 */
export { createLeaveGuard, type LeaveGuard, type LeaveOptions, type LeaveQuestion } from './guard.js';
export { confirmLeave, type ConfirmLeaveOptions } from './navigation.js';
