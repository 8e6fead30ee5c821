/** What TypeScript knows of the React component, and of the tag in JSX. */
import { createRef } from 'react';
import type { WebOfficeState } from 'imm-weboffice';
import { ImmWeboffice, useConfirmLeave, useWebOffice, type ImmWebofficeElement, type ImmWebofficeProps } from 'imm-weboffice/react';

const ref = createRef<ImmWebofficeElement>();

export const components = [
  <ImmWeboffice
    key="all"
    ref={ref}
    tokenEndpoint="/api/weboffice"
    src="oss://bucket/report.docx"
    mode="edit"
    watermark={{ value: 'Internal' }}
    hideToolbar
    previewPages={3}
    className="viewer"
    style={{ height: '100%' }}
    data-id="1"
    onReady={(event) => event.fileInfo?.name}
    onError={(event) => event.error.retryable satisfies boolean}
    onClick={(event) => event.currentTarget satisfies ImmWebofficeElement}
  >
    <p slot="loading">One moment</p>
  </ImmWeboffice>,
  // @ts-expect-error -- there is no such mode
  <ImmWeboffice key="mode" mode="read" />,
  // @ts-expect-error -- another event's field
  <ImmWeboffice key="event" onError={(event) => event.fileInfo} />,
  // @ts-expect-error -- a ref to another element
  <ImmWeboffice key="ref" ref={createRef<HTMLDivElement>()} />,
];

export const tags = [
  <imm-weboffice
    key="all"
    ref={ref}
    token-endpoint="/api/weboffice"
    src="oss://bucket/report.docx"
    hide-toolbar
    sdkOptions={{ commandBars: [] }}
    class="viewer"
    onimm-ready={(event) => event.fileInfo?.name}
  />,
  // @ts-expect-error -- there is no such mode
  <imm-weboffice key="mode" mode="read" />,
  // @ts-expect-error -- another event's field
  <imm-weboffice key="event" onimm-error={(event) => event.fileInfo} />,
];

({ tokenEndpoint: undefined }) satisfies ImmWebofficeProps;

export function Bar() {
  const { ref, unsaved, save, getApplication, ...office } = useWebOffice({ ask: ({ message, reason }) => confirm(message + reason) });
  useConfirmLeave(office);
  useConfirmLeave(office, { state: 'blocked', proceed: () => undefined, reset: () => undefined });
  void getApplication('s').then(({ ActiveSheet }) => ActiveSheet.Name satisfies Promise<string>);
  office.state satisfies WebOfficeState;
  return (
    <button disabled={!unsaved} onClick={() => void save().then(({ result }) => result === 'ok')}>
      <ImmWeboffice ref={ref} />
      <imm-weboffice ref={ref} />
    </button>
  );
}
