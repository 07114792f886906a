import type { JSX } from "preact";

import type { Dispute, DisputePage } from "../api/types";
import { Link } from "../parts/link";
import { StateTag } from "../parts/marks";
import { Busy, Empty, Pager, Wrong } from "../parts/telling";
import * as address from "../state/address";
import { useAnswer } from "../state/answers";
import * as days from "../state/days";
import { conflict, knownAt } from "../state/record";
import { counted } from "../state/text";

export function DisputesView(): JSX.Element {
  const page = Number(address.query.value.get("page") ?? "1") || 1;
  const terms = { conflict: conflict.value?.id, known_at: knownAt.value, page };
  const { data, trouble, busy } = useAnswer<DisputePage>(conflict.value ? "disputes" : null, terms);
  return (
    <div class="page" aria-busy={busy}>
      <header class="page-head"><div><h1>Disputes</h1><p class="sub">Who says that a side holds a place, who says that it does not, and how it ended.</p></div></header>
      {trouble && <Wrong trouble={trouble} />}
      {!data && !trouble && <Busy rows={8} />}
      {data && data.total === 0 && <Empty title="Nobody contradicts anybody"><p>in the reports that count.</p></Empty>}
      {data && data.total > 0 && (
        <>
          <p class="faint" role="status">{counted(data.total, "dispute")}, {data.open} of them open</p>
          <ul class="disputes">{data.items.map((one, n) => <Row key={n} one={one} />)}</ul>
          <Pager total={data.total} page={data.page} size={data.size} go={(to) => { address.change({ page: String(to) }, true); scrollTo(0, 0); }} />
        </>
      )}
    </div>
  );
}

function Row({ one }: { one: Dispute }): JSX.Element {
  return (
    <li class={one.settled ? "dispute settled" : "dispute"}>
      <p class="title"><Link href={address.place(one.place.id, { on: one.since })}>{one.place.name}</Link> <StateTag state={one.state} />
        <span class={one.settled ? "pill" : "pill open"}>{one.settled ? "settled" : "open"}</span></p>
      <div class="versus">
        <div><h2>Claimed by</h2><p>{one.claimed_by.join(", ") || "nobody named"}</p></div>
        <div><h2>Denied by</h2><p>{one.denied_by.join(", ") || "nobody named"}</p></div>
      </div>
      <p class="faint">Since {days.day(one.since)}{one.settled && ` · ${one.settled}`}{one.settled_on && `, ${days.day(one.settled_on)}`}
        {" · "}{one.claims.slice(0, 6).map((id, n) => <span key={id}>{n > 0 && ", "}<Link href={address.claim(id)}>claim {n + 1}</Link></span>)}</p>
    </li>
  );
}
