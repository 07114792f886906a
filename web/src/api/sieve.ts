// What a server does with a list: words, facets and pages, as far as a list in the browser can be searched.
import type { Claim, ClaimPage, Count, FacetName, Facets, Page } from "./types";

type Terms = Record<string, string | number | null | undefined | string[]>;

const SIZE = 25;
const VALUES: Record<FacetName, (one: Claim) => string> = {
  side: (one) => one.speakers[0]?.side ?? "none",
  kind: (one) => one.kind,
  stance: (one) => one.stance,
  speaker: (one) => one.speakers[0]?.name ?? "",
  outlet: (one) => one.report.outlet,
  place: (one) => one.place?.place?.id ?? "",
};
const FACETS = Object.keys(VALUES) as FacetName[];

export const folded = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();

/** Do texts hold all the words typed? A word may be begun. */
export function holding(typed: string): (texts: readonly string[]) => boolean {
  const words = folded(typed).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  return (texts) => {
    const there = folded(texts.join(" ")).split(/[^\p{L}\p{N}]+/u);
    return words.every((word) => there.some((one) => one.startsWith(word)));
  };
}

function wanted(terms: Terms, name: string): string[] {
  const value = terms[name];
  return Array.isArray(value) ? value : value ? [String(value)] : [];
}

/** The claims that are wanted: of the values of one facet any, of the facets all; `but` is a facet that does not count. */
export function matching(all: readonly Claim[], terms: Terms, but?: FacetName): Claim[] {
  const has = holding(wanted(terms, "q")[0] ?? "");
  const [since = "", until = "9999"] = [wanted(terms, "since")[0], wanted(terms, "until")[0]];
  const bounded = since !== "" || until !== "9999";
  const narrowed = FACETS.filter((name) => name !== but && wanted(terms, name).length > 0);
  return all.filter((one) =>
    narrowed.every((name) => wanted(terms, name).includes(VALUES[name](one)))
    && (!bounded || (one.day !== null && one.day >= since && one.day <= until))
    && has([one.sentence.text, ...one.speakers.map((voice) => voice.name), one.place?.name ?? "", one.place?.place?.name ?? "", one.report.title, one.report.outlet]));
}

/** How many there are of each value, if its own facet did not count; commonest first. */
export function facets(all: ClaimPage, terms: Terms): Facets {
  return Object.fromEntries(FACETS.map((facet): [FacetName, Count[]] => {
    const names = new Map(all.facets[facet].map((one) => [one.value, one.name]));
    const counts = new Map<string, number>();
    for (const one of matching(all.items, terms, facet)) {
      const value = VALUES[facet](one);
      if (value !== "") counts.set(value, (counts.get(value) ?? 0) + 1);
      if (facet === "place" && one.place?.place && !names.has(value)) names.set(value, one.place.place.name);
    }
    const found = [...counts].map(([value, count]) => ({ value, name: names.get(value) ?? value, count }));
    return [facet, found.sort((a, b) => b.count - a.count).slice(0, 40)];
  })) as Facets;
}

export function paged<T extends Page<unknown>>(all: T, terms: Terms): T {
  const [page, size] = [Number(terms["page"] ?? 1) || 1, Number(terms["size"] ?? SIZE) || SIZE];
  return { ...all, page, size, items: all.items.slice((page - 1) * size, page * size) };
}
