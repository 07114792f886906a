// Two days, or one day as known at two times: which places differ, and on whose word.
import type { JSX } from "preact";

import type { Change, Comparison, StateOn } from "../api/types";
import { Link } from "../parts/link";
import { StateTag } from "../parts/marks";
import { Busy, Empty, Pager, Wrong } from "../parts/telling";
import * as address from "../state/address";
import { useAnswer } from "../state/answers";
import * as days from "../state/days";
import { bounds, conflict, knownAt, on, onText } from "../state/record";
import { counted } from "../state/text";

export function CompareView(): JSX.Element {
  const query = address.query.value;
  const range = bounds.value;
  const before = on.value === null || !range ? null : days.iso(Math.max(range[0], on.value - 30));
  const against = query.get("against") ?? before;
  const known = query.get("known_at_against");
  const page = Number(query.get("page") ?? "1") || 1;
  const ready = conflict.value && onText.value && against;
  const terms = { conflict: conflict.value?.id, on: onText.value, known_at: knownAt.value, against, known_at_against: known, page };
  const { data, trouble, busy } = useAnswer<Comparison>(ready ? "compare" : null, terms);
  return (
    <div class="page" aria-busy={busy}>
      <header class="page-head"><div><h1>Compare</h1><p class="sub">Two days, or the same day as it was known at two times.</p></div></header>
      <form class="compare-form" onSubmit={(event) => event.preventDefault()}>
        <fieldset><legend>Before</legend><Field name="against" label="Day" value={against} /><Field name="known_at_against" label="As known on" value={known} /></fieldset>
        <fieldset><legend>After</legend><Field name="on" label="Day" value={onText.value} /><Field name="known_at" label="As known on" value={knownAt.value} /></fieldset>
      </form>
      {trouble && <Wrong trouble={trouble} />}
      {!data && !trouble && <Busy rows={8} />}
      {data && data.total === 0 && <Empty title="No place differs"><p>Choose days that lie farther apart.</p></Empty>}
      {data && data.total > 0 && (
        <>
          <p class="faint" role="status">{counted(data.total, "place")} {data.total === 1 ? "differs" : "differ"}</p>
          <div class="scroll" tabIndex={0} role="region" aria-label="Places that differ, a table"><table class="compare">
            <thead><tr><th scope="col">Place</th><th scope="col">{days.day(data.against)}{known && `, known ${days.day(known)}`}</th><th scope="col">{days.day(data.on)}{data.known_at && `, known ${days.day(data.known_at)}`}</th><th scope="col">On the word of</th></tr></thead>
            <tbody>{data.items.map((one) => <Row key={one.place.id} one={one} />)}</tbody>
          </table></div>
          <Pager total={data.total} page={data.page} size={data.size} go={(to) => { address.change({ page: String(to) }, true); scrollTo(0, 0); }} />
        </>
      )}
    </div>
  );
}

function Field({ name, label, value }: { name: string; label: string; value: string | null }): JSX.Element {
  return <label>{label}<input type="date" value={value ?? ""} onChange={(event) => address.change({ [name]: event.currentTarget.value || null, page: null }, true)} /></label>;
}

function State({ one }: { one: StateOn | null }): JSX.Element {
  return one ? <><StateTag state={one.state} p={one.p} /><span class="below faint">{one.basis}</span></> : <span class="faint">nothing said</span>;
}

function Row({ one }: { one: Change }): JSX.Element {
  return (
    <tr>
      <th scope="row"><Link href={address.place(one.place.id)}>{one.place.name}</Link><span class="below faint">{one.place.admin1}</span></th>
      <td><State one={one.before} /></td><td><State one={one.after} /></td>
      <td>{one.claims.slice(0, 3).map((id, n) => <span key={id}>{n > 0 && ", "}<Link href={address.claim(id)}>claim {n + 1}</Link></span>)}</td>
    </tr>
  );
}
