import type { WebOfficeState } from 'imm-weboffice';

export type Mode = 'preview' | 'edit';

const STATES: Record<WebOfficeState, string> = {
  idle: '',
  loading: 'Opening…',
  ready: 'Open',
  reconnecting: 'Reconnecting…',
  error: 'Not open',
};

interface ToolbarProps {
  title: string;
  state: WebOfficeState;
  mode: Mode;
  /** What the last thing done came to; stands in place of the state. */
  note: string;
  onMode: (mode: Mode) => void;
  onSave: () => void;
}

/** What is open, how it stands, and what can be done with it. */
export function Toolbar({ title, state, mode, note, onMode, onSave }: ToolbarProps) {
  return (
    <header>
      <div className="what">
        <h2>{title}</h2>
        <p role="status" data-state={state}>
          {note || STATES[state]}
        </p>
      </div>
      <fieldset>
        <legend>Mode</legend>
        {(['preview', 'edit'] as const).map((each) => (
          <label key={each}>
            <input type="radio" name="mode" checked={mode === each} onChange={() => onMode(each)} />
            {each === 'preview' ? 'Read' : 'Edit'}
          </label>
        ))}
      </fieldset>
      <button type="button" className="save" disabled={mode !== 'edit' || state !== 'ready'} onClick={onSave}>
        Save
      </button>
    </header>
  );
}
