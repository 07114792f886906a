// A claim as it is shown everywhere: how it is put, what is said to have happened, whose word it is, and its three times.
import type { JSX } from "preact";

import type { Claim, PlaceClaim } from "../api/types";
import * as address from "../state/address";
import * as days from "../state/days";
import { Link } from "./link";
import { SideTag } from "./marks";

const VERDICTS: Record<string, string> = { confirm: "confirmed", doubt: "doubted", reject: "rejected" };

export function Times({ claim }: { claim: Claim }): JSX.Element {
  const happened = days.span(claim.when.start, claim.when.end) || days.day(claim.day);
  return (
    <dl class="times">
      <div><dt>Happened</dt><dd>{happened || "not said"}</dd></div>
      <div><dt>Said</dt><dd>{days.day(claim.said) || "not said"}</dd></div>
      <div><dt>Published</dt><dd>{days.moment(claim.report.published) || "not known"}</dd></div>
    </dl>
  );
}

export function Stance({ claim }: { claim: Claim }): JSX.Element {
  return <span class={`stance ${claim.stance}`}><span aria-hidden="true">{claim.mark}</span> {claim.stance_words}</span>;
}

interface Given { claim: Claim; speaks?: PlaceClaim["speaks"]; context?: string; here?: boolean }

export function ClaimCard({ claim, speaks, context, here = false }: Given): JSX.Element {
  return (
    <article class={speaks ? `claim ${speaks}` : "claim"} aria-current={here ? "true" : undefined}>
      <header>
        <Stance claim={claim} />
        {speaks && speaks !== "neither" && <span class="speaks">{speaks} {context ?? "this"}</span>}
        {claim.verdict && <span class={`verdict ${claim.verdict}`}>{VERDICTS[claim.verdict] ?? claim.verdict} in review</span>}
        {claim.corrected && <span class="verdict">corrected</span>}
      </header>
      <p class="happening"><Link href={address.claim(claim.id)}>{claim.happening}</Link></p>
      <p class="voice">
        {claim.voice} <SideTag side={claim.voice_side} />
        {claim.report.outlet && <span class="faint"> · {claim.report.outlet}</span>}
      </p>
      <blockquote>
        <Link href={address.report(claim.report.id, claim.id)} aria-label={`Open the sentence in its report: ${claim.sentence.text}`}>
          {claim.sentence.text}
        </Link>
      </blockquote>
      <Times claim={claim} />
    </article>
  );
}
