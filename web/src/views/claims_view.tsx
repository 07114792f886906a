// All claims: words to search for, facets to narrow down, latest first.
import type { JSX } from "preact";

import { fileAddress } from "../api/client";
import type { ClaimPage, Count, FacetName } from "../api/types";
import { ClaimCard } from "../parts/claim_card";
import { SearchBox } from "../parts/search_box";
import { Busy, Empty, Pager, Wrong } from "../parts/telling";
import * as address from "../state/address";
import { useAnswer } from "../state/answers";
import { conflict, knownAt } from "../state/record";
import { count, counted } from "../state/text";

const FACETS: readonly [FacetName, string][] = [
  ["side", "Side"], ["kind", "What"], ["stance", "How it is put"], ["place", "Place"], ["speaker", "Speaker"], ["outlet", "Outlet"],
];

export function ClaimsView(): JSX.Element {
  const query = address.query.value;
  const q = query.get("q") ?? "";
  const page = Number(query.get("page") ?? "1") || 1;
  const chosen = Object.fromEntries(FACETS.map(([name]) => [name, query.getAll(name)]));
  const filters = { q, ...chosen, since: query.get("since"), until: query.get("until"), known_at: knownAt.value, conflict: conflict.value?.id };
  const { data, trouble, busy } = useAnswer<ClaimPage>(conflict.value ? "claims" : null, { ...filters, page });
  const narrowed = q !== "" || FACETS.some(([name]) => query.has(name)) || query.has("since") || query.has("until");
  return (
    <div class="page with-facets" aria-busy={busy}>
      <header class="page-head"><h1>Claims</h1><SearchBox label="Search the words of claims" value={q} find={(text) => address.change({ q: text, page: null })} /></header>
      <div class="facets" role="group" aria-label="Narrow down">
        <Dates since={query.get("since")} until={query.get("until")} />
        {FACETS.map(([name, label]) => <Facet key={name} name={name} label={label} counts={data?.facets[name] ?? []} chosen={query.getAll(name)} />)}
        {narrowed && <button type="button" class="quiet" onClick={() => address.go(address.to("/claims"))}>Clear all</button>}
      </div>
      <div class="results">
        {trouble && <Wrong trouble={trouble} />}
        {!data && !trouble && <Busy rows={8} />}
        {data && data.total === 0 && <Empty title="No claim is like that"><p>Take away a filter, or search for fewer words.</p></Empty>}
        {data && data.total > 0 && (
          <>
            <p class="head-row"><span class="faint" role="status">{counted(data.total, "claim")}</span><a class="more" href={fileAddress("export/claims-csv", { conflict: conflict.value?.id, known_at: knownAt.value })} download>All claims as CSV</a></p>
            <div class="claim-list">{data.items.map((one) => <ClaimCard key={one.id} claim={one} />)}</div>
            <Pager total={data.total} page={data.page} size={data.size} go={(to) => { address.change({ page: String(to) }, true); scrollTo(0, 0); }} />
          </>
        )}
      </div>
    </div>
  );
}

function Dates({ since, until }: { since: string | null; until: string | null }): JSX.Element {
  const field = (name: string, label: string, value: string | null): JSX.Element => (
    <label>{label}<input type="date" value={value ?? ""} onChange={(event) => address.change({ [name]: event.currentTarget.value || null, page: null })} /></label>
  );
  return <details class="facet" open={Boolean(since || until) || innerWidth > 900}><summary>Day</summary><div class="dates">{field("since", "From", since)}{field("until", "To", until)}</div></details>;
}

function Facet({ name, label, counts, chosen }: { name: FacetName; label: string; counts: Count[]; chosen: string[] }): JSX.Element | null {
  const missing = chosen.filter((value) => !counts.some((one) => one.value === value)).map((value) => ({ value, name: value, count: 0 }));
  const all = [...missing, ...counts];
  if (!all.length) return null;
  const turn = (value: string, wanted: boolean): void =>
    address.change({ [name]: wanted ? [...chosen, value] : chosen.filter((one) => one !== value), page: null });
  return (
    <details class="facet" open={chosen.length > 0 || innerWidth > 900}>
      <summary>{label}{chosen.length > 0 && <span class="badge num">{chosen.length}</span>}</summary>
      <ul>
        {all.slice(0, 12).map((one) => (
          <li key={one.value}>
            <label><input type="checkbox" checked={chosen.includes(one.value)} onChange={(event) => turn(one.value, event.currentTarget.checked)} />
              <span class="label">{one.name}</span><span class="num faint">{count(one.count)}</span></label>
          </li>
        ))}
      </ul>
    </details>
  );
}
