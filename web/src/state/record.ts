// What the app knows of the war that is looked at: its sides, its places over all days, and the day that is shown.
import { batch, computed, effect, signal } from "@preact/signals";

import { get, Trouble } from "../api/client";
import { type Places, unpacked } from "../api/columns";
import type { ConflictRef, Drawn, Histogram, Insides, Names, Overview, SideRef } from "../api/types";
import { change, query } from "./address";
import * as days from "./days";
import { language } from "./language";

export const CONTESTED = "CONTESTED";
export const UNKNOWN = "UNKNOWN";

export const conflicts = signal<ConflictRef[] | null>(null);
export const overview = signal<Overview | null>(null);
export const places = signal<Places | null>(null);
/** What the places are called, and whose forces are inside: asked for when the marks are on the map. */
export const names = signal<Names | null>(null);
export const insides = signal<Insides | null>(null);
export const histogram = signal<Histogram | null>(null);
export const trouble = signal<Trouble | null>(null);
export const loading = signal(true);

/** The conflict of the address, else the one with most claims. */
export const conflict = computed<ConflictRef | null>(() => {
  const all = conflicts.value;
  if (!all) return null;
  const wanted = query.value.get("conflict");
  return all.find((one) => one.id === wanted) ?? [...all].sort((a, b) => b.claims - a.claims)[0] ?? null;
});
/** The day up to which reports count, as in the address; null: all of them. */
export const knownAt = computed(() => {
  const text = query.value.get("known_at");
  return days.valid(text) ? text : null;
});
export const bounds = computed<[number, number] | null>(() => {
  const known = overview.value;
  return known ? [days.number(known.first_day), days.number(known.last_day)] : null;
});

const dragged = signal<number | null>(null);
/** The day shown: while a slider is moved the one under the hand, else that of the address, else the last one. */
export const on = computed<number | null>(() => {
  if (dragged.value !== null) return dragged.value;
  const text = query.value.get("on");
  const range = bounds.value;
  if (days.valid(text)) return range ? days.clamp(days.number(text), range[0], range[1]) : days.number(text);
  return range ? range[1] : null;
});
export const onText = computed(() => (on.value === null ? null : days.iso(on.value)));

/** The day of the address: what is asked of the server waits until the hand rests. */
export const resting = computed(() => {
  const [range, text] = [bounds.value, query.value.get("on")];
  if (!range) return null;
  return days.iso(days.valid(text) ? days.clamp(days.number(text), range[0], range[1]) : range[1]);
});

let settling: number | undefined;
/** Shows a day at once, and writes it into the address when the hand rests: browsers refuse many changes of address. */
export function showDay(day: number): void {
  const range = bounds.value;
  dragged.value = range ? days.clamp(day, range[0], range[1]) : day;
  clearTimeout(settling);
  settling = window.setTimeout(settleDay, 180);
}
export function settleDay(): void {
  if (dragged.value === null) return;
  const day = dragged.value;
  batch(() => {
    change({ on: days.iso(day) });
    dragged.value = null;
  });
}

export const sides = computed<Map<string, SideRef>>(
  () => new Map((conflict.value?.sides ?? []).map((side) => [side.code, side])),
);
export const belligerents = computed(() => (conflict.value?.sides ?? []).filter((side) => side.belligerent));
export const colour = (code: string | null): string => (code && sides.value.get(code)?.colour) || "#8a8f98";
export function stateName(code: string): string {
  if (code === CONTESTED) return "Contested";
  if (code === UNKNOWN) return "Not known";
  return `Held by ${sides.value.get(code)?.name ?? code}`;
}

/** The same within a sentence: "held by Russia". */
export const stateWords = (code: string): string => stateName(code).replace(/^./, (first) => first.toLowerCase());

/** Bumped after a review, so that what is on show is asked for again. */
export const revision = signal(0);

export async function begin(): Promise<void> {
  try {
    conflicts.value = await get<ConflictRef[]>("conflicts");
    if (!conflicts.value.length) loading.value = false;
  } catch (error) {
    fail(error);
    return;
  }
  let running: AbortController | null = null;
  effect(() => {
    const war = conflict.value?.id;
    const known = knownAt.value;
    void revision.value;
    if (!war) return;
    running?.abort();
    running = new AbortController();
    void load(war, known, running.signal);
  });
  let calling: AbortController | null = null;
  effect(() => {
    const [there, tongue] = [places.value, language.value];
    calling?.abort();
    calling = null;
    if (!there) return;
    calling = new AbortController();
    void call(there, tongue, calling.signal);
  });
}

const painted = (): Promise<void> => new Promise((done) => { setTimeout(done, document.hidden ? 0 : 30); });

async function call(there: Places, tongue: string, signal_: AbortSignal): Promise<void> {
  const terms = { conflict: there.conflict, known_at: there.known_at };
  await painted();
  try {
    const [called, inside] = await Promise.all([
      get<Names>("names", { ...terms, language: tongue }, signal_),
      insides.peek() ?? get<Insides>("presences", terms, signal_),
    ]);
    batch(() => {
      names.value = inLanguage(called);
      insides.value = inside;
    });
  } catch (error) {
    if (!signal_.aborted) fail(error);
  }
}

/** Each place by its name in the reader's language, where there is one. */
function inLanguage(called: Names): Names {
  const name = called.name.slice();
  called.at.forEach((place, n) => { name[place] = called.local[n]!; });
  return { ...called, name };
}

async function load(war: string, known: string | null, signal_: AbortSignal): Promise<void> {
  const terms = { conflict: war, known_at: known };
  loading.value = true;
  try {
    const [about, all, counts] = await Promise.all([
      get<Overview>("overview", terms, signal_),
      get<Drawn>("map", terms, signal_),
      get<Histogram>("histogram", { conflict: war }, signal_),
    ]);
    batch(() => {
      overview.value = about;
      names.value = null;
      insides.value = null;
      places.value = unpacked(all);
      histogram.value = counts;
      trouble.value = null;
      loading.value = false;
    });
  } catch (error) {
    if (!signal_.aborted) fail(error);
  }
}

function fail(error: unknown): void {
  loading.value = false;
  trouble.value = error instanceof Trouble ? error : new Trouble(0, String(error), "");
}
