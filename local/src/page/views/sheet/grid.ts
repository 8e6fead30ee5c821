/** Univer with what of it the page needs: one workbook in an element, in the page's language and colours, and nothing that could not be saved. */
import {
  CustomCommandExecutionError,
  ICommandService,
  IConfigService,
  IS_ROW_STYLE_PRECEDE_COLUMN_STYLE,
  LifecycleService,
  LifecycleStages,
  IUndoRedoService,
  LocaleType,
  LogLevel,
  RedoCommandId,
  UndoCommandId,
  Univer,
  UniverInstanceType,
  mergeLocales,
  type IWorkbookData,
  type Workbook,
} from '@univerjs/core';
import { FUniver } from '@univerjs/core/facade';
import {
  CalculationMode,
  SetRangeValuesMutation,
  UniverSheetsCorePreset,
  type ISetRangeValuesMutationParams,
} from '@univerjs/preset-sheets-core';
import { defaultTheme } from '@univerjs/themes';
import '@univerjs/preset-sheets-core/lib/index.css';
import { language, words } from '../../words/messages.js';
import { prepareCells } from './cells.js';
import { dragOnPurpose } from './drags.js';
import { askNoRangeRights, keepBarFocused } from './formula-bar.js';
import { HiddenCells } from './hidden.js';
import { prepareEngine } from './engine.js';
import { markCells } from './marks.js';
import { showNarrowNumbers } from './narrow.js';
import { watchPaste } from './paste.js';
import type { LeftOut } from '../../words/codes.js';
import { askAboutValues } from './question.js';
import { SheetRules } from './rules.js';
import { SheetStale } from './stale.js';
import type { Undo } from '../view.js';

export interface SheetGrid {
  univer: Univer;
  api: FUniver;
  workbook: Workbook;
  undo: Undo;
  /** What the workbook's author forbids. */
  rules: SheetRules;
  /** Results that cannot be brought up to date. */
  stale: SheetStale;
  /** Resolves when cells can be selected and scrolled to. */
  drawn: Promise<void>;
  dispose(): void;
}

/** Mutations whose effect is saved, or that only concern what is seen. All others are refused before they happen. */
const allowed =
  /^(doc\.|sheet\.operation\.|sheet\.mutation\.(set-range-values|set-worksheet-row-auto-height|set-worksheet-row-is-auto-height|set-worksheet-activate)$|formula\.(?!mutation\.(set|remove)-defined-name$)|ui\.|sidebar)/;
/** Saved in workbooks; tables of text have no formats. */
const formatting = /^sheet\.mutation\.((set|remove)\.numfmt|set-worksheet-(col-width|row-height))$/;

const locales = {
  'zh-CN': () => import('@univerjs/preset-sheets-core/locales/zh-CN'),
  en: () => import('@univerjs/preset-sheets-core/locales/en-US'),
};

export interface GridRights {
  mayEdit: boolean;
  mayCopy: boolean;
}

export interface GridSteps {
  /** One can go back further than before, or less far. */
  changed(): void;
  /** Somebody tried to. */
  copyDenied(): void;
  /** Somebody tried what could not be saved. */
  refused(): void;
  /** Somebody tried what the workbook's author forbids, or warns of. */
  forbidden(reason: string): void;
  /** Words within a cell have lost looks of their own. */
  flattened(): void;
  /** What was pasted had these, too. */
  leftOut(kinds: LeftOut[]): void;
}

/** Not what fills cells from those beside them (`copy-down`, `copy-right`). */
const COPIES = /\.(copy|cut)(-(?!down$|right$)|$)/;

/** Resolves when the grid is there; drawing goes on. */
export async function createSheetGrid(
  container: HTMLElement,
  data: IWorkbookData,
  { mayEdit, mayCopy }: GridRights,
  steps: GridSteps,
): Promise<SheetGrid> {
  const locale = language === 'zh-CN' ? LocaleType.ZH_CN : LocaleType.EN_US;
  const univerWords = (await locales[language]()).default;
  const dark = matchMedia('(prefers-color-scheme: dark)');
  showNarrowNumbers();
  const univer = new Univer({
    ...{ theme: defaultTheme, darkMode: dark.matches, locale, logLevel: LogLevel.SILENT },
    locales: { [locale]: mergeLocales(univerWords) },
  });
  const { plugins } = UniverSheetsCorePreset({
    container,
    header: mayEdit,
    toolbar: false,
    formulaBar: true,
    contextMenu: false,
    disableAutoFocus: true,
    disableTextFormatAlert: true,
    disableTextFormatMark: true,
    footer: { sheetBar: true, statisticBar: true, menus: false, zoomSlider: false },
    formula: { initialFormulaComputing: CalculationMode.WHEN_EMPTY },
  });
  for (const plugin of plugins) {
    if (Array.isArray(plugin)) univer.registerPlugin(plugin[0] as never, plugin[1] as never);
    else univer.registerPlugin(plugin as never);
  }
  // As in files.
  univer.__getInjector().get(IConfigService).setConfig(IS_ROW_STYLE_PRECEDE_COLUMN_STYLE, true);
  const workbook = univer.createUnit<IWorkbookData, Workbook>(UniverInstanceType.UNIVER_SHEET, { ...data, locale });
  const api = FUniver.newAPI(univer);
  const shade = (): void => api.toggleDarkMode(dark.matches);
  dark.addEventListener('change', shade);
  const injector = univer.__getInjector();
  const commands = injector.get(ICommandService);
  const isPlain = data.custom?.isPlain === true;
  prepareEngine(injector, data);
  const rules = new SheetRules(data, workbook, (text) => steps.forbidden(text));
  const stale = new SheetStale(data, workbook);
  const marking = markCells(injector, rules, stale);
  const asking = askAboutValues(container, injector, rules);
  askNoRangeRights(injector);
  const over = new AbortController();
  keepBarFocused(container, injector, over.signal);
  const hidden = new HiddenCells(injector, workbook, () => steps.forbidden(words.sheet.hidden));
  const pasting = watchPaste(injector, isPlain, steps);
  const guard = commands.beforeCommandExecuted((command, options) => {
    if (!mayCopy && COPIES.test(command.id)) {
      steps.copyDenied();
      throw new CustomCommandExecutionError('copying is not allowed');
    }
    if (command.id === UndoCommandId || command.id === RedoCommandId) rules.restore();
    const isCells = command.id === SetRangeValuesMutation.id;
    if (isCells && options?.fromFormula) stale.filter(command.params as ISetRangeValuesMutationParams);
    if (!/\.mutation\./.test(command.id) || options?.fromFormula || options?.onlyLocal) return;
    if (isCells) {
      pasting.fill(command.params as ISetRangeValuesMutationParams);
      hidden.spare(command.params as ISetRangeValuesMutationParams);
    }
    const forbidden = rules.refusal(command.id, command.params);
    if (forbidden !== undefined) {
      steps.forbidden(forbidden);
      throw new CustomCommandExecutionError(forbidden);
    }
    const isAllowed = allowed.test(command.id) || (!isPlain && formatting.test(command.id));
    const isPossible = !isCells || prepareCells(command.params as ISetRangeValuesMutationParams, data, () => steps.flattened());
    if (isAllowed && isPossible) {
      if (isCells) stale.edited(command.params as ISetRangeValuesMutationParams);
      return;
    }
    steps.refused();
    throw new CustomCommandExecutionError(`${command.id} is not available here`);
  });
  let undoable = { undos: 0, redos: 0 };
  const counting = injector.get(IUndoRedoService).undoRedoStatus$.subscribe((next) => {
    undoable = next;
    steps.changed();
  });
  container.addEventListener('pointerdown', (event) => chooseSheet(event, api), { capture: true });
  dragOnPurpose(container);
  const undo: Undo = {
    get canUndo() {
      return undoable.undos > 0;
    },
    get canRedo() {
      return undoable.redos > 0;
    },
    undo: () => void api.undo(),
    redo: () => void api.redo(),
  };
  if (!mayEdit) api.getActiveWorkbook()?.setEditable(false);
  const drawn = injector.get(LifecycleService).onStage(LifecycleStages.Rendered);
  // A grid that goes before it was drawn fails nobody.
  drawn.catch(() => {});
  return {
    ...{ univer, api, workbook, undo, rules, stale, drawn },
    dispose() {
      dark.removeEventListener('change', shade);
      guard.dispose();
      marking.dispose();
      asking.dispose();
      pasting.dispose();
      hidden.dispose();
      over.abort();
      counting.unsubscribe();
      univer.dispose();
    },
  };
}

/** Tabs choose a sheet, and no more: Univer lets sheets be named and moved with them, which is not saved, and shows it as if it were. */
function chooseSheet(event: PointerEvent, api: FUniver): void {
  const tab = (event.target as Element).closest<HTMLElement>('[data-u-comp="slide-tab-item"]');
  if (!tab?.dataset.id) return;
  event.stopPropagation();
  event.preventDefault();
  api.getActiveWorkbook()?.setActiveSheet(tab.dataset.id);
}
