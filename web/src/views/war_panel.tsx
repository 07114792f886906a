// The war on one day: how much the record holds, what changed last, and every place as a list, which says in words what
// the map shows.
import { signal } from "@preact/signals";
import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";

import { fileAddress } from "../api/client";
import { snapshot } from "../api/snapshot";
import type { Places } from "../api/columns";
import type { ExportFormat, Names } from "../api/types";
import { rows, times } from "../map/now";
import type { Times } from "../map/times";
import { Link } from "../parts/link";
import { StateTag, Swatch } from "../parts/marks";
import { Busy, Empty } from "../parts/telling";
import * as address from "../state/address";
import { useAnswer } from "../state/answers";
import * as days from "../state/days";
import { conflict, knownAt, loading, names, on, onText, overview, places, stateName, UNKNOWN } from "../state/record";
import { count, counted } from "../state/text";

const BRIEFS = { html: "page", pdf: "PDF", docx: "Word", md: "Markdown" };
const SHOWN = 60;
const LATEST = 14;
const everything = signal(false);

export function WarPanel(): JSX.Element {
  const [war, about, all, when] = [conflict.value, overview.value, places.value, times.value];
  if (!war && !loading.value) {
    return <Empty title="The ledger is empty"><p>Add reports with <code>outskirts add FILE</code>, then load this page again.</p></Empty>;
  }
  if (!war || !about || !all || !when || on.value === null) return <Busy rows={8} />;
  return (
    <>
      <header class="panel-head">
        <p class="kicker">{days.day(onText.value)}{knownAt.value && ` · as known on ${days.day(knownAt.value)}`}</p>
        <h1>{war.name}</h1>
        <p class="sub">
          {counted(about.claims, "claim")} in {counted(about.reports, "report")} of {counted(about.outlets, "outlet")} on {counted(about.places, "place")}
        </p>
      </header>
      {all.size === 0 ? (
        <Empty title="Nothing was known yet"><p>No report was published by {days.day(knownAt.value)}. Move “As known” to a later day.</p></Empty>
      ) : (
        <>
          {names.value ? (
            <>
              <Changes places={all} names={names.value} when={when} day={on.value} />
              <PlaceList places={all} names={names.value} when={when} now={rows.value!} />
            </>
          ) : <Busy rows={8} />}
          <Files />
        </>
      )}
    </>
  );
}

function Changes({ places: all, names: called, when, day }: { places: Places; names: Names; when: Times; day: number }): JSX.Element {
  const found = useMemo(() => when.changes(day, LATEST), [when, day]);
  return (
    <section>
      <h2>Latest changes</h2>
      {found.length === 0 && <p class="faint">No place had changed hands by this day.</p>}
      <ol class="changes">
        {found.map((one) => (
          <li key={`${one.place}:${one.day}`}>
            <time class="num" dateTime={days.iso(one.day)}>{days.day(days.iso(one.day))}</time>
            <Link href={address.place(called.id[one.place]!)}>{called.name[one.place]}</Link>
            <span class="turn">
              <Swatch state={all.states[one.before]!} /><span class="hidden">{stateName(all.states[one.before]!)}, then</span>
              <span aria-hidden="true" class="arrow">→</span> <StateTag state={all.states[one.after]!} />
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** The brief of the week up to the day shown, and the record as open data. */
function Files(): JSX.Element {
  const terms = { conflict: conflict.value?.id, known_at: knownAt.value };
  const formats = useAnswer<ExportFormat[]>("export").data ?? [];
  const briefs = snapshot ? (["html"] as const) : (["html", "pdf", "docx", "md"] as const);
  const week = { ...terms, until: onText.value, since: on.value === null ? null : days.iso(on.value - 6) };
  return (
    <section class="files">
      <h2>Take it along</h2>
      <p>Brief of the week to {days.day(snapshot ? overview.value?.last_day : onText.value)}: {briefs.map((form, n) => (
        <span key={form}>{n > 0 && " · "}<a href={fileAddress("brief", { ...week, format: form })} target="_blank" rel="noopener">{BRIEFS[form]}</a></span>
      ))}</p>
      {formats.length > 0 && (
        <details>
          <summary>The record as open data</summary>
          <ul>{formats.map((one) => <li key={one.name}><a href={fileAddress(`export/${one.name}`, terms)} download>{one.name}</a> <span class="faint">{one.what}</span></li>)}</ul>
        </details>
      )}
    </section>
  );
}

function PlaceList({ places: all, names: called, when, now }: { places: Places; names: Names; when: Times; now: Int32Array }): JSX.Element {
  const [typed, setTyped] = useState("");
  const order = useMemo(
    () => Array.from(all.lat.keys()).sort((a, b) => all.claims[b]! - all.claims[a]! || all.population[b]! - all.population[a]!),
    [all],
  );
  const wanted = typed.trim().toLocaleLowerCase();
  const found = wanted ? order.filter((n) => called.name[n]!.toLocaleLowerCase().includes(wanted)) : order;
  const shown = everything.value ? found.slice(0, 2000) : found.slice(0, SHOWN);
  return (
    <section>
      <div class="head-row"><h2>Places</h2><input type="search" aria-label="Filter the list of places" placeholder="Filter" value={typed} onInput={(event) => setTyped(event.currentTarget.value)} /></div>
      {found.length === 0 && <p class="faint">No place of that name in this record.</p>}
      <ul class="place-list">
        {shown.map((n) => {
          const moment = when.moment(now[n]!);
          return (
            <li key={called.id[n]}>
              <Link href={address.place(called.id[n]!)}><span class="name">{called.name[n]}</span> <span class="faint">{called.admins[called.admin[n]!]}</span></Link>
              <StateTag state={all.states[moment.state] ?? UNKNOWN} />
            </li>
          );
        })}
      </ul>
      {found.length > shown.length && !everything.value && (
        <button type="button" class="quiet" onClick={() => { everything.value = true; }}>Show all {count(found.length)}</button>
      )}
    </section>
  );
}
