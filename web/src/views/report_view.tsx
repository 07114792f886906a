// A report whole, as text and never as markup, with the sentences that hold claims marked and one of them opened.
import type { JSX } from "preact";
import { useEffect, useMemo, useRef } from "preact/hooks";

import type { Claim, Report } from "../api/types";
import { ClaimCard } from "../parts/claim_card";
import { Link, Outside } from "../parts/link";
import { Busy, Wrong } from "../parts/telling";
import * as address from "../state/address";
import { useAnswer } from "../state/answers";
import * as days from "../state/days";
import { counted, pieces, Points, type Stroke } from "../state/text";

export function ReportView({ id }: { id: string }): JSX.Element {
  const { data, trouble } = useAnswer<Report>(`reports/${encodeURIComponent(id)}`);
  const chosen = address.query.value.get("claim");
  if (trouble) return <Wrong trouble={trouble} />;
  if (!data) return <Busy rows={10} />;
  const claims = [...data.claims].sort((a, b) => a.trigger.start - b.trigger.start);
  const open = claims.find((one) => one.id === chosen) ?? null;
  return (
    <div class="reading">
      <article class="report" aria-labelledby="report-title">
        <header>
          <p class="kicker">{data.outlet || "Outlet not known"} · {days.moment(data.published) || "day not known"}</p>
          <h1 id="report-title">{data.title || "Untitled report"}</h1>
          <p class="sub">
            {data.url && <><Outside href={data.url}>Open at its source</Outside> · </>}
            recorded {days.moment(data.recorded)}
            {data.copy_of && <> · carries the text of <Link href={address.report(data.copy_of)}>another report</Link></>}
          </p>
        </header>
        <Text report={data} claims={claims} open={open} />
        {data.problems.length > 0 && (
          <details><summary>What could not be read</summary><ul class="plain-list">{data.problems.map((one) => <li key={one}>{one}</li>)}</ul></details>
        )}
      </article>
      <aside class="beside" aria-label="Claims of this report">
        <h2>{counted(claims.length, "claim")}</h2>
        {claims.map((one) => <ClaimCard key={one.id} claim={one} here={one.id === chosen} />)}
      </aside>
    </div>
  );
}

/** The words of a claim that stand in the text, by what they are. */
function strokes(claim: Claim): Stroke[] {
  const out: Stroke[] = [{ ...claim.trigger, name: "trigger" }];
  if (claim.actor) out.push({ ...claim.actor, name: "actor" });
  if (claim.place) out.push({ ...claim.place, name: "where" });
  for (const one of claim.speakers) out.push({ ...one, name: "speaker" });
  return out.filter((one) => one.end > one.start);
}

function Text({ report, claims, open }: { report: Report; claims: Claim[]; open: Claim | null }): JSX.Element {
  const points = useMemo(() => new Points(report.text), [report.text]);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    document.querySelector(".beside [aria-current]")?.scrollIntoView({ block: "nearest" });
    box.current?.querySelector(".open")?.scrollIntoView({ block: "center" });
  }, [open?.id]);
  const sentences: Stroke[] = claims.map((one) => ({ start: one.sentence.start, end: one.sentence.end, name: one.id }));
  const inside = open ? strokes(open) : [];
  const skip = report.title && points.slice(0, [...report.title].length) === report.title ? [...report.title].length : 0;
  const headlined = sentences.some((one) => one.start < skip);
  const cut = pieces(headlined ? 0 : skip, points.length, sentences);
  return (
    <div class="report-text" ref={box}>
      {cut.map((piece) => {
        const here = open !== null && piece.names.includes(open.id);
        if (!piece.names.length) return <span key={piece.start}>{points.slice(piece.start, piece.end)}</span>;
        if (!here) {
          return (
            <Link key={piece.start} class="sentence" href={address.report(report.id, piece.names[0])}>{points.slice(piece.start, piece.end)}</Link>
          );
        }
        return (
          <mark key={piece.start} class="open" id="sentence">
            {pieces(piece.start, piece.end, inside).map((part) => (
              <span key={part.start} class={part.names.join(" ")}>{points.slice(part.start, part.end)}</span>
            ))}
          </mark>
        );
      })}
    </div>
  );
}
