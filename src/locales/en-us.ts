import type { Messages } from './messages.js';

const later = 'Please try again in a moment.';
const administrator = 'Please tell the people who run this site.';
const notRequested = { title: 'This document cannot be requested', hint: administrator };

/** English, the language for readers whose own is missing. */
export const enUS: Messages = {
  locale: 'en-US',
  document: (filename) => `Document: ${filename}`,
  empty: 'No document selected',
  loading: (filename) => `Opening ${filename}`,
  steps: { credentials: 'Permission', sdk: 'Viewer', document: 'Document' },
  ready: (filename) => `${filename} is open`,
  reconnecting: 'Reconnecting…',
  retry: 'Try again',
  errors: {
    InvalidConfiguration: { title: 'This viewer is not set up correctly', hint: administrator },
    InvalidRequest: notRequested,
    InvalidSourceURI: notRequested,
    InvalidFilename: notRequested,
    InvalidPermission: notRequested,
    InvalidPreviewPages: notRequested,
    InvalidHidecmb: notRequested,
    InvalidUserData: notRequested,
    InvalidExternalUploaded: {
      title: 'The document was replaced while somebody edits it',
      hint: 'Open it again when nobody edits it any more.',
    },
    Unauthenticated: { title: 'Please sign in', hint: 'You have to be signed in to see this document.' },
    GrantExpired: { title: 'Your access has expired', hint: 'Reload this page to go on.' },
    AccessDenied: { title: 'You have no access to this document', hint: 'Ask its owner to share it with you.' },
    ResourceNotFound: { title: 'Document not found', hint: 'It may have been moved or deleted.' },
    SessionExpired: { title: 'Your session has ended', hint: 'Open the document again to go on.' },
    FileTooLarge: { title: 'This document is too large', hint: 'Documents up to 200 MB can be shown.' },
    UnsupportedFormat: { title: 'This kind of file cannot be shown', hint: 'Word, Excel, PowerPoint, PDF, text and CSV files can.' },
    Throttling: { title: 'Too many requests', hint: later },
    InternalError: { title: 'Something went wrong on the server', hint: later },
    ServiceUnavailable: { title: 'The document service is not available', hint: later },
    EndpointUnreachable: { title: 'No connection', hint: 'Check your network and try again.' },
    EndpointNotFound: { title: 'This viewer is not set up correctly', hint: administrator },
    EndpointFailed: { title: 'Something went wrong on the server', hint: later },
    InvalidResponse: { title: 'The server gave an answer that makes no sense', hint: administrator },
    UntrustedURL: { title: 'The document comes from a place this page does not trust', hint: administrator },
    BlockedByPolicy: { title: 'This site does not allow the viewer', hint: administrator },
    SdkLoadFailed: { title: 'The viewer could not be loaded', hint: 'An ad blocker or a network filter may be blocking it.' },
    SdkInvalid: { title: 'The viewer could not be started', hint: administrator },
    OpenFailed: { title: 'The document could not be opened', hint: 'It may be damaged or protected with a password.' },
    OfficePageLeft: { title: 'Another page has taken the document’s place', hint: 'You may have to sign in again. Then try again.' },
    SessionFull: { title: 'Too many people have this document open', hint: later },
    SaveFailed: { title: 'The document could not be saved', hint: later },
    Timeout: { title: 'This takes too long', hint: 'Check your network and try again.' },
    Aborted: { title: 'The document was closed', hint: later },
  },
};
