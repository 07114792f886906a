// One place on one day: who holds it, how surely, on whose word; how that came about; and who says what, side by side.
import type { JSX } from "preact";

import type { ClaimGroup, PlaceDetail, Reason, Status } from "../api/types";
import { ClaimCard } from "../parts/claim_card";
import { Link } from "../parts/link";
import { Icon, SideTag, Swatch } from "../parts/marks";
import { Strip } from "../parts/strip";
import { Busy, Empty, Pager, Wrong } from "../parts/telling";
import * as address from "../state/address";
import { useAnswer } from "../state/answers";
import * as days from "../state/days";
import { colour, conflict, CONTESTED, knownAt, on, onText, stateName, stateWords, UNKNOWN } from "../state/record";
import { count, counted } from "../state/text";

const SIZE = 20;

export function PlacePanel({ id }: { id: string }): JSX.Element {
  const page = Number(address.query.value.get("page") ?? "1") || 1;
  const ready = conflict.value !== null && onText.value !== null;
  const terms = { on: onText.value, known_at: knownAt.value, conflict: conflict.value?.id, page, size: SIZE };
  const { data, trouble, busy } = useAnswer<PlaceDetail>(ready ? `places/${encodeURIComponent(id)}` : null, terms);
  const close = (
    <Link class="round plain close" href={address.to("/", { at: address.query.value.get("at") })} aria-label="Close the place"><Icon name="close" /></Link>
  );
  if (trouble) return <>{close}<Wrong trouble={trouble} /></>;
  if (!data || on.value === null) return <>{close}<Busy rows={8} /></>;
  const { place, status } = data;
  const where = [place.kind, place.admin1, place.country].filter(Boolean).join(" · ");
  return (
    <div class={busy ? "stale" : ""} aria-busy={busy}>
      <header class="panel-head">
        {close}
        <p class="kicker">{days.day(status.on)}{status.known_at && ` · as known on ${days.day(status.known_at)}`}</p>
        <h1 tabIndex={-1}>{place.name}</h1>
        <p class="sub">{where}{place.population > 0 && ` · ${counted(place.population, "inhabitant")}`}{place.located_by && ` · drawn at ${place.located_by}, since its own point is not known`}</p>
      </header>
      <StatusBox status={status} />
      <section>
        <h2>History</h2>
        <Strip stretches={data.stretches} first={data.first_day} last={data.last_day} on={on.value} />
      </section>
      <Why reasons={status.reasons} change={status.would_change} />
      <Said detail={data} />
      <Pager total={Math.max(0, ...data.groups.map((one) => one.total))} page={data.page} size={data.size} go={(to) => address.change({ page: String(to) }, true)} />
    </div>
  );
}

function StatusBox({ status }: { status: Status }): JSX.Element {
  return (
    <section class="status">
      <p class="headline"><Swatch state={status.state} /> {stateName(status.state)}
        <span class="since">{status.since ? `since ${days.day(status.since)}` : "for as long as the record goes back"}</span>
      </p>
      <table class="chances">
        <caption class="hidden">Control on {days.day(status.on)}</caption>
        <tbody>
          {[...status.control].sort((a, b) => b.p - a.p).map((one) => (
            <tr key={one.state}>
              <th scope="row">{one.state === CONTESTED ? "Contested" : one.state === UNKNOWN ? "Not known" : one.name}</th>
              <td class="bar"><span class={one.state === CONTESTED ? "contested" : ""} style={{ width: `${Math.max(1, one.p * 100)}%`, ...(one.state === CONTESTED ? {} : { background: colour(one.state) }) }} /></td>
              <td class="num">{one.percent}</td>
              <td class="faint">{one.words}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <dl class="facts">
        <div><dt>Basis</dt><dd title={status.basis.long}>{status.basis.label}</dd></div>
        <div><dt>Confidence</dt><dd>{status.basis.confidence}</dd></div>
        {status.presence.map((one) => (
          <div key={`${one.side}${one.words}`}><dt>Inside</dt><dd><SideTag side={one.side} /> in {one.words}{one.since && <span class="faint">, since {days.day(one.since)}</span>}</dd></div>
        ))}
      </dl>
    </section>
  );
}

function Why({ reasons, change }: { reasons: Reason[]; change: string[] }): JSX.Element | null {
  if (!reasons.length && !change.length) return null;
  const most = Math.max(...reasons.map((one) => Math.abs(one.weight)), 0.1);
  return (
    <section>
      <h2>Why</h2>
      <ol class="reasons">
        {reasons.map((one, n) => (
          <li key={n}>
            <span class="weight" aria-hidden="true">
              <span style={{ width: `${(Math.abs(one.weight) / most) * 100}%`, background: one.state === CONTESTED ? "var(--ink)" : colour(one.state) }} />
            </span>
            <span>{one.claim ? <Link href={address.claim(one.claim)}>{bare(one.text)}</Link> : bare(one.text)}
              <span class="faint num"> {one.weight < 0 ? "−" : "+"}{Math.abs(one.weight).toFixed(1)} for “{stateWords(one.state)}”</span></span>
          </li>
        ))}
      </ol>
      {change.length > 0 && (
        <details open={reasons.length === 0}>
          <summary>What would change this</summary>
          <ul class="plain-list">{change.map((one) => <li key={one}>{one}</li>)}</ul>
        </details>
      )}
    </section>
  );
}

/** A reason's words without the weight at their end, which is shown beside them. */
const bare = (text: string): string => text.replace(/,? [+−-]\d+(\.\d+)? for \w+$/, "").replace(/^./u, (first) => first.toUpperCase());

function Said({ detail }: { detail: PlaceDetail }): JSX.Element {
  const groups = detail.groups.filter((one) => one.total > 0);
  const context = stateWords(detail.status.state);
  return (
    <section>
      <div class="head-row">
        <h2>Who says what</h2>
        <Link class="more" href={address.to("/claims", { place: detail.place.id })}>All {count(detail.total)} as a list</Link>
      </div>
      {groups.length === 0 && <Empty title="Nobody has said anything of it"><p>by this day, in the reports that count.</p></Empty>}
      <div class="columns">
        {groups.map((group) => <Column key={group.side ?? ""} group={group} context={context} />)}
      </div>
    </section>
  );
}

function Column({ group, context }: { group: ClaimGroup; context: string }): JSX.Element {
  return (
    <section class="column">
      <h3>{group.side ? <SideTag side={group.side} /> : group.name} <span class="faint num">{count(group.total)}</span></h3>
      <p class="faint tally">{count(group.for)} for, {count(group.against)} against “{context}”</p>
      {group.claims.map((one) => <ClaimCard key={one.claim.id} claim={one.claim} speaks={one.speaks} />)}
    </section>
  );
}
