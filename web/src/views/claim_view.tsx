// One claim: the sentence it stands in, its trail, who repeats it, and the form to review it.
import type { JSX } from "preact";

import { snapshot } from "../api/snapshot";
import type { ClaimDetail, Step } from "../api/types";
import { ClaimCard } from "../parts/claim_card";
import { Link } from "../parts/link";
import { ReviewForm } from "../parts/review_form";
import { Busy, Wrong } from "../parts/telling";
import * as address from "../state/address";
import { useAnswer } from "../state/answers";
import * as days from "../state/days";

export function ClaimView({ id }: { id: string }): JSX.Element {
  const { data, trouble } = useAnswer<ClaimDetail>(`claims/${encodeURIComponent(id)}`);
  if (trouble) return <Wrong trouble={trouble} />;
  if (!data) return <Busy rows={8} />;
  const { claim } = data;
  return (
    <div class="page narrow">
      <header class="page-head"><div><p class="kicker">Claim <span class="num">{claim.id}</span></p><h1>{claim.happening}</h1></div></header>
      {!data.stands && <p class="notice">This claim no longer stands: it was retracted, or its report was changed.</p>}
      <ClaimCard claim={claim} />
      <p class="links">
        {claim.place?.place && <Link href={address.place(claim.place.place.id, claim.day ? { on: claim.day } : {})}>Who held {claim.place.place.name} then</Link>}
        <Link href={address.report(claim.report.id, claim.id)}>Read the report</Link>
      </p>
      <section>
        <h2>Trail</h2>
        <ol class="trail">{data.steps.map((one, n) => <TrailStep key={n} step={one} />)}</ol>
      </section>
      {!snapshot && <ReviewForm claim={claim} />}
      <More title="Printed also in" claims={data.copies} />
      <More title="Said again by the same voice" claims={data.repeats} />
    </div>
  );
}

function TrailStep({ step }: { step: Step }): JSX.Element {
  return (
    <li class={step.undone ? "undone" : ""}>
      <time class="num" dateTime={step.at}>{days.moment(step.at)}</time>
      <span><strong>{step.what}</strong>{step.by && ` by ${step.by}`}{step.undone && " (undone)"}{step.aside && " (aside)"}{step.others.map((id) => <> <Link key={id} href={address.claim(id)}>with this claim</Link></>)}{step.why && <span class="why">“{step.why}”</span>}</span>
    </li>
  );
}

function More({ title, claims }: { title: string; claims: ClaimDetail["copies"] }): JSX.Element | null {
  if (!claims.length) return null;
  return <section><h2>{title}</h2><div class="claim-list">{claims.map((one) => <ClaimCard key={one.id} claim={one} />)}</div></section>;
}
