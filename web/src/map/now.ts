// The states of the day shown, worked out once for all who show them.
import { computed } from "@preact/signals";

import { on, places, UNKNOWN } from "../state/record";
import { Times } from "./times";

export const times = computed<Times | null>(() => (places.value ? new Times(places.value) : null));
export const rows = computed<Int32Array | null>(() => {
  const [when, day] = [times.value, on.value];
  return when && day !== null ? when.all(day) : null;
});

/** How many places are in each state on the day shown. */
export const tally = computed<Map<string, number>>(() => {
  const [all, now] = [places.value, rows.value];
  const out = new Map<string, number>();
  if (!all || !now) return out;
  for (const row of now) {
    const code = row < 0 ? UNKNOWN : all.states[all.stretches.state[row]!]!;
    out.set(code, (out.get(code) ?? 0) + 1);
  }
  return out;
});
