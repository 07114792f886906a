// What persons decided about claims and reports: the whole trail, newest first, and where to begin.
import type { JSX } from "preact";

import type { Decision, Page } from "../api/types";
import { Link } from "../parts/link";
import { Busy, Empty, Pager, Wrong } from "../parts/telling";
import * as address from "../state/address";
import { useAnswer } from "../state/answers";
import * as days from "../state/days";
import { overview } from "../state/record";
import { counted } from "../state/text";

export function ReviewView(): JSX.Element {
  const page = Number(address.query.value.get("page") ?? "1") || 1;
  const { data, trouble, busy } = useAnswer<Page<Decision>>("decisions", { page });
  return (
    <div class="page" aria-busy={busy}>
      <header class="page-head"><div><h1>Review</h1>
        <p class="sub">Open a claim to confirm, doubt, correct or retract it, or to merge it with another. Nothing is overwritten: each verdict is a step in the trail, with a name and a reason.
          {overview.value && !overview.value.review && " This server takes none: it was started without a token."}</p></div>
        <Link class="main" href={address.to("/claims")}>Choose a claim</Link></header>
      {trouble && <Wrong trouble={trouble} />}
      {!data && !trouble && <Busy rows={6} />}
      {data && data.total === 0 && <Empty title="Nothing has been reviewed yet" />}
      {data && data.total > 0 && (
        <>
          <p class="faint" role="status">{counted(data.total, "decision")}</p>
          <ol class="trail">{data.items.map((one) => <Row key={one.id} one={one} />)}</ol>
          <Pager total={data.total} page={data.page} size={data.size} go={(to) => address.change({ page: String(to) }, true)} />
        </>
      )}
    </div>
  );
}

function Row({ one }: { one: Decision }): JSX.Element {
  return (
    <li class={one.undone_by ? "undone" : ""}>
      <time class="num" dateTime={one.at}>{days.moment(one.at)}</time>
      <span><strong>{one.action}</strong> by {one.by}{one.undone_by && " (undone)"}{one.aside && " (aside)"}{" · "}
        {one.claim_id ? <Link href={address.claim(one.claim_id)}>the claim</Link> : <Link href={address.report(one.report_id)}>the report</Link>}
        {one.others.map((id) => <> <Link key={id} href={address.claim(id)}>and this one</Link></>)}
        {one.why && <span class="why">“{one.why}”</span>}</span>
    </li>
  );
}
