// The language that places are called in: that of the address, else the browser's.
import { computed } from "@preact/signals";

import { change, query } from "./address";

/** Languages in which the gazetteer knows names; the reports' own English is always there. */
export const LANGUAGES: readonly [string, string][] = [["en", "English"], ["uk", "Українська"], ["ar", "العربية"]];

const preferred = (): string =>
  navigator.languages.map((one) => one.slice(0, 2).toLowerCase()).find((one) => LANGUAGES.some(([code]) => code === one)) ?? "en";

export const language = computed(() => {
  const wanted = query.value.get("names");
  return LANGUAGES.some(([code]) => code === wanted) ? wanted! : preferred();
});
export const speak = (code: string): void => change({ names: code === preferred() ? null : code });
