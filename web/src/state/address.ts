// The address bar is the state: every view, day, moment of knowledge and filter stands in it, so that a link shows
// another person the same.
import { computed, signal } from "@preact/signals";

import { snapshot } from "../api/snapshot";

const ALL = ["map", "reports", "claims", "disputes", "voices", "compare", "review"] as const;
export type View = (typeof ALL)[number] | "place" | "lost";
/** The views to choose from: comparing and reviewing need a server. */
export const VIEWS = snapshot ? ALL.slice(0, 5) : ALL;

export interface Where { view: View; id: string | null; query: URLSearchParams }

const CARRIED = ["conflict", "on", "known_at", "ground", "roads", "names"] as const;

/** Path and query as the app knows them. In a snapshot they stand behind the #, since the host knows one page only. */
function here(): [string, string] {
  if (!snapshot) return [location.pathname, location.search];
  const [path = "/", search = ""] = (location.hash.startsWith("#/") ? location.hash.slice(1) : "/").split(/(?=\?)/);
  return [path, search];
}
/** An address as the browser is to know it. */
export const written = (address: string): string => (snapshot ? `#${address}` : address);

function parse(): Where {
  const [path, search] = here();
  const [first = "", ...rest] = path.split("/").filter(Boolean);
  const query = new URLSearchParams(search);
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
  const same = address === here().join("");
  if (replace || same) history.replaceState(null, "", written(address));
  else history.pushState(null, "", written(address));
  const before = where.value;
  where.value = parse();
  if (before.view !== where.value.view || before.id !== where.value.id) {
    requestAnimationFrame(() => document.querySelector<HTMLElement>("main")?.focus({ preventScroll: true }));
    if (where.value.view !== "map" && where.value.view !== "place") scrollTo(0, 0);
  }
}

/** Changes terms of the present address; an empty value takes its term away. */
export function change(terms: Terms, push = false): void {
  const [path, search] = here();
  const next = new URLSearchParams(search);
  for (const [name, value] of Object.entries(terms)) {
    next.delete(name);
    for (const one of value === null || value === undefined ? [] : typeof value === "string" ? [value] : value) {
      if (one) next.append(name, one);
    }
  }
  const text = next.toString();
  go(path + (text ? `?${text}` : ""), !push);
}
