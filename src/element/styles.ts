import { css } from 'lit';

/** Styles of the shadow root. Colours come from the custom properties `--imm-…`, which the host page can set. */
export const styles = css`
  :host {
    --_ink: var(--imm-ink, #1f2430);
    --_muted: var(--imm-muted, #5c6475);
    --_surface: var(--imm-surface, #f4f5f8);
    --_paper: var(--imm-paper, #fff);
    --_line: var(--imm-line, #dfe2ea);
    --_accent: var(--imm-accent, #2f6feb);
    --_danger: var(--imm-danger, #c9342c);
    display: block;
    position: relative;
    box-sizing: border-box;
    inline-size: 100%;
    block-size: 75vh;
    /* A parent without a height makes 100% nothing; a document is never squeezed away. */
    min-block-size: 240px;
    overflow: hidden;
    color: var(--_ink);
    background: var(--_surface);
    font: var(--imm-font, 400 14px/1.5 system-ui, -apple-system, 'Segoe UI', 'PingFang SC', 'Microsoft YaHei', sans-serif);
    color-scheme: light dark;
  }
  :host([hidden]) {
    display: none;
  }
  /* The reader's preference, or what the page says of the element: color-scheme: light. */
  @supports (color: light-dark(red, red)) {
    :host {
      --_ink: var(--imm-ink, light-dark(#1f2430, #e8eaf0));
      --_muted: var(--imm-muted, light-dark(#5c6475, #a2a9b8));
      --_surface: var(--imm-surface, light-dark(#f4f5f8, #1b1e25));
      --_paper: var(--imm-paper, light-dark(#fff, #262a33));
      --_line: var(--imm-line, light-dark(#dfe2ea, #3a404d));
      --_accent: var(--imm-accent, light-dark(#2f6feb, #7aa7ff));
      --_danger: var(--imm-danger, light-dark(#c9342c, #ff8a80));
    }
  }
  #stage,
  iframe,
  .panel {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    border: 0;
  }
  .panel {
    display: grid;
    grid-template-columns: 100%;
    align-content: center;
    justify-items: center;
    gap: 6px;
    padding: 24px;
    box-sizing: border-box;
    overflow: auto;
    text-align: center;
    background: var(--_surface);
  }
  /* The office page has words of its own for what takes long: after a while they are seen. */
  .giving-way {
    animation: give-way 0s 3s forwards;
  }
  @keyframes give-way {
    to {
      visibility: hidden;
    }
  }
  .panel > slot > * {
    max-inline-size: min(46ch, 100%);
    margin: 0;
  }
  /* English words in an Arabic page keep their full stop at their own end. */
  p,
  li,
  button {
    unicode-bidi: plaintext;
  }
  .title {
    font-size: 1.15em;
    font-weight: 600;
    overflow-wrap: anywhere;
    text-wrap: balance;
  }
  .hint {
    color: var(--_muted);
    overflow-wrap: anywhere;
  }
  .panel .code {
    margin-block-start: 10px;
    color: var(--_muted);
    font:
      12px/1.4 ui-monospace,
      SFMono-Regular,
      Menlo,
      Consolas,
      monospace;
  }
  .panel .icon {
    inline-size: 44px;
    block-size: 52px;
    margin-block-end: 12px;
    color: var(--_accent);
  }
  .panel .failed {
    color: var(--_danger);
  }
  .panel .steps {
    display: flex;
    gap: 8px;
    inline-size: min(300px, 80%);
    margin-block-start: 14px;
    padding: 0;
    list-style: none;
  }
  .steps li {
    flex: 1;
    color: var(--_muted);
    font-size: 12px;
  }
  .steps li::before {
    content: '';
    display: block;
    margin-block-end: 8px;
    border-block-start: 3px solid var(--_line);
    transition: border-color 150ms;
  }
  .steps .done {
    color: var(--_ink);
  }
  .steps .done::before {
    border-color: var(--_accent);
  }
  .steps .now::before {
    border-color: var(--_accent);
    opacity: 0.35;
    animation: breathe 1.4s ease-in-out infinite alternate;
  }
  @keyframes breathe {
    to {
      opacity: 0.75;
    }
  }
  .panel button {
    margin-block-start: 16px;
    padding: 8px 20px;
    border: 0;
    border-radius: 6px;
    color: var(--_paper);
    background: var(--_accent);
    font: inherit;
    font-weight: 600;
    cursor: pointer;
  }
  .panel button:hover {
    background: color-mix(in srgb, var(--_accent) 88%, var(--_ink));
  }
  /* Focused by script, to keep the reader's place: there is nothing to do there. */
  .panel:focus {
    outline: none;
  }
  button:focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
  }
  .banner {
    position: absolute;
    inset: 10px 10px auto;
    inline-size: fit-content;
    margin: 0 auto;
    padding: 6px 14px;
    border: 1px solid var(--_line);
    border-radius: 999px;
    background: var(--_paper);
    box-shadow: 0 4px 16px rgb(0 0 0 / 0.15);
    font-size: 13px;
  }
  .announcement {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @media (prefers-reduced-motion: reduce) {
    .steps .now::before {
      animation: none;
    }
  }
  @media (forced-colors: active) {
    .panel button {
      border: 1px solid ButtonText;
    }
    .steps :is(.done, .now)::before {
      border-color: Highlight;
    }
  }
`;
