/** What a reader is asked before a view with unsaved changes is left, in the languages of the element. */
interface Words {
  /** OK stores and leaves. */
  unsaved: (names: readonly string[]) => string;
  /** OK leaves all the same. */
  notSaved: (names: readonly string[]) => string;
}

const listOf = (locale: string, names: readonly string[]) => new Intl.ListFormat(locale).format(names);
const quoted = (names: readonly string[], [open, close]: readonly [string, string]) => names.map((name) => open + name + close);

const english: Words = {
  unsaved: (names) => `${listOf('en', quoted(names, ['“', '”']))} ${names.length > 1 ? 'have' : 'has'} unsaved changes. Save and leave?`,
  notSaved: (names) => `${listOf('en', quoted(names, ['“', '”']))} could not be saved. Leave anyway and lose the changes?`,
};
const simplified: Words = {
  unsaved: (names) => `${listOf('zh-CN', quoted(names, ['“', '”']))}有未保存的更改。是否保存并离开？`,
  notSaved: (names) => `${listOf('zh-CN', quoted(names, ['“', '”']))}保存失败。仍要离开并放弃更改吗？`,
};
const traditional: Words = {
  unsaved: (names) => `${listOf('zh-TW', quoted(names, ['「', '」']))}有未儲存的變更。是否儲存並離開？`,
  notSaved: (names) => `${listOf('zh-TW', quoted(names, ['「', '」']))}儲存失敗。仍要離開並捨棄變更嗎？`,
};
const japanese: Words = {
  unsaved: (names) => `${listOf('ja', quoted(names, ['「', '」']))}に保存されていない変更があります。保存して移動しますか？`,
  notSaved: (names) => `${listOf('ja', quoted(names, ['「', '」']))}を保存できませんでした。変更を破棄して移動しますか？`,
};

/** @param tag BCP 47; English for a language that is not here */
export function wordsFor(tag: string): Words {
  if (/^zh-(hant|tw|hk|mo)\b/i.test(tag)) return traditional;
  if (/^zh\b/i.test(tag)) return simplified;
  return /^ja\b/i.test(tag) ? japanese : english;
}
