/** How the page looks: the demo's colours and measures. Beside each other from 760 px on; below, either the list or the document. */
export const STYLES = `:root {
  --ink: #1f2430;
  --muted: #5c6475;
  --ground: #eef0f5;
  --card: #fff;
  --line: #dfe2ea;
  --accent: #2f6feb;
  color-scheme: light dark;
  font: 15px/1.45 system-ui, -apple-system, 'Segoe UI', 'PingFang SC', 'Microsoft YaHei', sans-serif;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ink: #e8eaf0;
    --muted: #a2a9b8;
    --ground: #14161b;
    --card: #1f222a;
    --line: #363c48;
    --accent: #7aa7ff;
  }
}
* { box-sizing: border-box; }
[hidden] { display: none !important; }
body {
  display: grid;
  grid-template: minmax(0, 1fr) / clamp(260px, 26vw, 380px) minmax(0, 1fr);
  height: 100vh;
  height: 100dvh;
  margin: 0;
  color: var(--ink);
  background: var(--ground);
}
nav, main { display: flex; flex-direction: column; min-width: 0; min-height: 0; }
nav > header { display: flex; align-items: center; gap: 10px; padding: 14px 16px 10px; }
h1 { margin: 0; overflow: hidden; font-size: 17px; letter-spacing: -0.01em; text-overflow: ellipsis; white-space: nowrap; }
#count { margin-inline-start: auto; padding-inline-start: 8px; color: var(--muted); font-variant-numeric: tabular-nums; }
#search {
  margin: 0 16px 10px;
  padding: 8px 12px;
  border: 1px solid var(--line);
  border-radius: 10px;
  color: inherit;
  background: var(--card);
  font: inherit;
}
#search::placeholder { color: var(--muted); opacity: 1; }
#list { flex: 1; overflow-y: auto; padding: 0 10px 16px; scrollbar-gutter: stable; scrollbar-width: thin; }
nav p { margin: 0; padding: 10px; color: var(--muted); }
nav > p { padding-inline: 20px; }
ul { margin: 0; padding: 0; list-style: none; }
section { padding-block: 2px 6px; content-visibility: auto; contain-intrinsic-size: auto 300px; }
section h2 {
  margin: 8px 10px 4px;
  color: var(--muted);
  font-size: 12.5px;
  font-weight: 600;
  overflow-wrap: anywhere;
}
li a {
  display: grid;
  grid-template-columns: 44px minmax(0, 1fr);
  column-gap: 10px;
  align-items: center;
  padding: 8px 10px;
  border-radius: 10px;
  color: inherit;
  text-decoration: none;
}
li a:hover { background: color-mix(in srgb, var(--accent) 9%, transparent); }
li a[aria-current] { background: var(--card); box-shadow: 0 1px 3px rgb(0 0 0 / 0.14); }
li a[aria-current] .name { font-weight: 600; }
:focus-visible { outline: 3px solid color-mix(in srgb, var(--accent) 60%, transparent); outline-offset: -2px; }
.name { overflow-wrap: anywhere; }
.facts { display: flex; grid-column: 2; gap: 4px 12px; color: var(--muted); font-size: 12.5px; }
.badge {
  grid-row: 1 / 3;
  padding: 3px 0;
  border-radius: 5px;
  color: #fff;
  background: #2b579a;
  font-size: 11px;
  font-weight: 700;
  text-align: center;
}
.badge:is([data-kind^='xl'], [data-kind='et'], [data-kind='csv']) { background: #1e7145; }
.badge:is([data-kind^='pp'], [data-kind^='pot'], [data-kind^='dp']) { background: #c0431c; }
.badge[data-kind='pdf'] { background: #b3261e; }
.badge[data-kind='txt'] { background: #5c6475; }
main { padding: 12px 12px 12px 0; }
main > header { display: none; }
imm-weboffice { flex: 1; min-height: 0; border-radius: 12px; box-shadow: 0 1px 3px rgb(0 0 0 / 0.15); }
[slot='empty'] { color: var(--muted); }
@media (max-width: 759px) {
  body { display: flex; }
  nav, main { flex: 1; }
  body:not(.open) main, body.open nav { display: none; }
  li a { padding-block: 11px; }
  main { padding: 0; }
  main > header { display: flex; align-items: center; gap: 12px; padding: 6px 12px 6px 6px; }
  #back { flex: none; padding: 8px; border-radius: 8px; color: var(--accent); text-decoration: none; }
  #back::before { content: '‹'; margin-inline-end: 6px; }
  #title { margin: 0; overflow: hidden; font-size: 15px; text-overflow: ellipsis; white-space: nowrap; }
  imm-weboffice { border-radius: 0; }
}
@media (forced-colors: active) {
  .badge { border: 1px solid; }
  li a[aria-current] { outline: 2px solid Highlight; outline-offset: -2px; }
}
`;
