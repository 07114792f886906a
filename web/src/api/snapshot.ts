// The app as files on a web host that answers no questions (`outskirts publish`): what the API would have said lies in
// api/ beside the page, and what is filtered, searched for or turned over there is so here.
import { facets, folded, holding, matching, paged } from "./sieve";
import type * as api from "./types";

interface War { files: string[]; places: Record<string, string[]>; areas: string[]; roads: string[] }
interface Manifest { format: number; known_at: string | null; exports: Record<string, string>; wars: Record<string, War> }
type Terms = Record<string, string | number | null | undefined | string[]>;

/** Is this page a snapshot? It says so itself. */
export const snapshot = document.querySelector('meta[name="outskirts-snapshot"]') !== null;

export class Missing extends Error {}

const held = new Map<string, Promise<unknown>>();
let manifest: Manifest | null = null;

function file<T>(path: string): Promise<T> {
  const kept = held.get(path);
  if (kept) return kept as Promise<T>;
  const asked = fetch(new URL(`api/${path}.json`, document.baseURI)).then((response) => {
    if (!response.ok) throw new Missing(path);
    return response.json() as Promise<T>;
  });
  held.set(path, asked);
  asked.catch(() => held.delete(path));
  return asked;
}

/** An id as a name for a file on any host: small letters, digits and hyphens stay, every other byte is written ~hh. */
function named(id: string): string {
  const bytes = Array.from(new TextEncoder().encode(id));
  return bytes.map((b) => (/[a-z0-9-]/.test(String.fromCharCode(b)) ? String.fromCharCode(b) : `~${b.toString(16).padStart(2, "0")}`)).join("");
}

/** The latest of the days (in order) that is not after the one wanted. */
function nearest(days: readonly string[] | undefined, wanted: string): string {
  const found = days?.filter((day) => day <= wanted).at(-1);
  if (found === undefined) throw new Missing(wanted);
  return found;
}

const word = (terms: Terms, name: string): string => (terms[name] ? String(terms[name]) : "");

/** What the API would have answered. Throws Missing where the snapshot does not hold it. */
export async function told(path: string, terms: Terms): Promise<unknown> {
  manifest ??= await file<Manifest>("manifest");
  const [first = "", id = ""] = path.split("/").map(decodeURIComponent);
  if (first === "conflicts") return file(first);
  if ((first === "claims" || first === "reports") && id) return file(`${first}/${named(id)}`);
  if (first === "reports") return reports(terms);
  if (first === "export") return (await file<api.ExportFormat[]>("export")).filter((one) => one.name in manifest!.exports);
  const war = word(terms, "conflict");
  const there = manifest.wars[war];
  if (!there) throw new Missing(war);
  const on = word(terms, "on") || "9999";
  if (first === "places" && id) {
    const all = await file<api.PlaceDetail>(`${war}/places/${named(id)}/${nearest(there.places[id], on)}`);
    return { ...all, size: Math.max(all.size, all.total) }; // one page, which says itself of which day it is
  }
  if (first === "areas" || first === "roads") return file(`${war}/${first}/${nearest(there[first], on)}`);
  if (first === "names" || first === "towns") return file(`${war}/${there.files.includes(`names-${word(terms, "language")}`) ? `${first}-${word(terms, "language")}` : first}`);
  if (first === "search") return search(war, word(terms, "q"));
  if (!there.files.includes(first)) throw new Missing(first);
  if (first === "claims") return claims(war, terms);
  const all = await file<unknown>(`${war}/${first}`);
  return first === "voices" || first === "disputes" ? paged(all as api.Page<unknown>, terms) : all;
}

async function claims(war: string, terms: Terms): Promise<api.ClaimPage> {
  const all = await file<api.ClaimPage>(`${war}/claims`);
  const [items, counts] = [matching(all.items, terms), facets(all, terms)];
  return { ...paged({ ...all, total: items.length, items }, terms), facets: counts };
}

async function reports(terms: Terms): Promise<api.Page<api.ReportLine>> {
  const all = await file<api.Page<api.ReportLine>>("reports");
  const has = holding(word(terms, "q"));
  const items = all.items.filter((one) => has([one.title, one.outlet, one.excerpt]));
  return paged({ ...all, total: items.length, items }, terms);
}

async function search(war: string, typed: string): Promise<api.Found> {
  const there = await file<api.Names>(`${war}/names`);
  const drawn = await file<api.Drawn>(`${war}/map`);
  const [wanted, has] = [folded(typed), holding(typed)];
  const hits = there.id.map((_, n) => n).filter((n) => folded(there.name[n]!).includes(wanted));
  hits.sort((a, b) => drawn.claims[b]! - drawn.claims[a]!);
  const places = hits.slice(0, 8).map((n) => ({ place: placeOf(there, drawn, n), conflict: war, claims: drawn.claims[n]! }));
  const found = matching((await file<api.ClaimPage>(`${war}/claims`)).items, { q: typed });
  const lines = (await file<api.Page<api.ReportLine>>("reports")).items.filter((one) => has([one.title, one.outlet, one.excerpt]));
  return { places, claims: found.slice(0, 8), claims_total: found.length, reports: lines.slice(0, 6) };
}

const degrees = (thousandths: number | null): number | null => (thousandths === null ? null : thousandths / 1000);

function placeOf(all: api.Names, drawn: api.Drawn, n: number): api.PlaceRef {
  return {
    id: all.id[n]!, name: all.name[n]!, lat: degrees(drawn.lat[n]!), lon: degrees(drawn.lon[n]!), kind: all.kinds[all.kind[n]!] ?? "", country: "",
    admin1: all.admins[all.admin[n]!] ?? "", admin2: "", population: drawn.people[n] ? Math.round(10 ** (drawn.people[n]! / 20)) : 0, located_by: null,
  };
}

/** Where a file lies that the server would have made: an export, or the brief of the last week. */
export function lies(path: string, terms: Terms): string {
  const [first, name = ""] = path.split("/");
  const war = word(terms, "conflict");
  return first === "brief" ? `../${war}/brief.html` : `../${war}/${manifest?.exports[name] ?? ""}`;
}
