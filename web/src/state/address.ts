// The address bar is the state: every view, day, moment of knowledge and filter stands in it, so that a link shows
// another person the same.
import { computed, signal } from "@preact/signals";

export const VIEWS = ["map", "reports", "claims", "disputes", "voices", "compare", "review"] as const;
export type View = (typeof VIEWS)[number] | "place" | "lost";

export interface Where { view: View; id: string | null; query: URLSearchParams }

const CARRIED = ["conflict", "on", "known_at", "ground"] as const;

function parse(): Where {
  const [first = "", ...rest] = location.pathname.split("/").filter(Boolean);
  const query = new URLSearchParams(location.search);
  const id = rest.length ? decodeURIComponent(rest.join("/")) : null;
  if (first === "" || first === "map") return { view: "map", id: null, query };
  if (first === "place" && id) return { view: "place", id, query };
  const view = VIEWS.find((one) => one === first);
  return { view: view ?? "lost", id, query };
}

export const where = signal<Where>(parse());
export const query = computed(() => where.value.query);
addEventListener("popstate", () => { where.value = parse(); });

export type Terms = Record<string, string | readonly string[] | null | undefined>;

/** The address of a view. Conflict, day and moment of knowledge go along unless `terms` says otherwise. */
export function to(path: string, terms: Terms = {}): string {
  const next = new URLSearchParams();
  for (const name of CARRIED) {
    const value = where.value.query.get(name);
    if (value && !(name in terms)) next.set(name, value);
  }
  for (const [name, value] of Object.entries(terms)) {
    for (const one of value === null || value === undefined ? [] : typeof value === "string" ? [value] : value) {
      if (one) next.append(name, one);
    }
  }
  const text = next.toString();
  return text ? `${path}?${text}` : path;
}

export const place = (id: string, terms: Terms = {}): string => to(`/place/${encodeURIComponent(id)}`, terms);
export const claim = (id: string): string => to(`/claims/${encodeURIComponent(id)}`);
/** A report, open at the sentence of one of its claims. */
export const report = (id: string, claim_?: string): string =>
  to(`/reports/${encodeURIComponent(id)}`, claim_ ? { claim: claim_ } : {});

export function go(address: string, replace = false): void {
  const same = address === location.pathname + location.search;
  if (replace || same) history.replaceState(null, "", address);
  else history.pushState(null, "", address);
  const before = where.value;
  where.value = parse();
  if (before.view !== where.value.view || before.id !== where.value.id) {
    requestAnimationFrame(() => document.querySelector<HTMLElement>("main")?.focus({ preventScroll: true }));
    if (where.value.view !== "map" && where.value.view !== "place") scrollTo(0, 0);
  }
}

/** Changes terms of the present address; an empty value takes its term away. */
export function change(terms: Terms, push = false): void {
  const next = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(terms)) {
    next.delete(name);
    for (const one of value === null || value === undefined ? [] : typeof value === "string" ? [value] : value) {
      if (one) next.append(name, one);
    }
  }
  const text = next.toString();
  go(location.pathname + (text ? `?${text}` : ""), !push);
}
