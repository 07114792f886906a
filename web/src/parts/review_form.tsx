// A person's verdict on a claim. Nothing is overwritten: it is a further step in the trail, with name and reason.
import type { JSX } from "preact";
import { useState } from "preact/hooks";

import { review, Trouble } from "../api/client";
import type { Claim, ReviewAction, Sense } from "../api/types";
import { overview, revision } from "../state/record";
import { keep, kept } from "../state/reviewer";

const ACTIONS: readonly [ReviewAction, string][] = [
  ["confirm", "Confirm: the report does say this"], ["doubt", "Doubt: it may be read otherwise"],
  ["reject", "Reject: the report does not say this"], ["correct", "Correct a field"], ["retract", "Retract: it must no longer count"],
  ["merge", "Merge: it is one with other claims"], ["apart", "Keep apart from other claims"],
];
const KINDS = ["capture", "withdraw", "enter", "advance", "repel", "hold", "surround", "clash", "strike", "shelling", "blast", "casualties",
  "damage", "detain", "displace", "route", "aid", "deploy", "negotiate", "order", "demand", "no_comment", "unverified"];
const STANCES = ["asserted", "denied", "possible", "planned", "conditional", "failed"];

export function ReviewForm({ claim }: { claim: Claim }): JSX.Element {
  const [action, setAction] = useState<ReviewAction>("confirm");
  const [told, setTold] = useState<{ good: boolean; text: string } | null>(null);
  const [busy, setBusy] = useState(false);
  if (overview.value && !overview.value.review) {
    return <section class="review-form"><h2>Review</h2><p class="faint">This server takes no reviews: it was started without a token.</p></section>;
  }
  const send = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const text = (name: string): string => String(form.get(name) ?? "").trim();
    keep({ name: text("by"), token: text("token") });
    const links = action === "merge" || action === "apart" ? { others: named(text("others")), sense: text("sense") as Sense } : {};
    const changes = action === "correct" ? changed(claim, text) : undefined;
    setBusy(true);
    try {
      await review({ action, claim_id: claim.id, by: text("by"), why: text("why"), ...(changes ? { changes } : {}), ...links }, text("token"));
      setTold({ good: true, text: "Written into the trail." });
      revision.value += 1;
    } catch (error) {
      setTold({ good: false, text: error instanceof Trouble ? `${error.message} ${error.remedy}` : String(error) });
    }
    setBusy(false);
  };
  const known = kept();
  return (
    <section class="review-form">
      <h2>Review</h2>
      <form onSubmit={(event) => void send(event as unknown as SubmitEvent)}>
        <fieldset>
          <legend>Verdict</legend>
          {ACTIONS.map(([value, label]) => (
            <label key={value}><input type="radio" name="action" value={value} checked={action === value} onChange={() => setAction(value)} /> {label}</label>
          ))}
        </fieldset>
        {action === "correct" && <Fields claim={claim} />}
        {(action === "merge" || action === "apart") && <Links key={action} merge={action === "merge"} />}
        <label class="wide">Reason<textarea name="why" rows={2} maxLength={2000} /></label>
        <label>Your name<input name="by" required maxLength={200} value={known.name} autocomplete="name" /></label>
        <label>Token<input name="token" type="password" required value={known.token} autocomplete="off" /></label>
        <button type="submit" class="main" disabled={busy}>Write down</button>
        <p role="status" class={told?.good ? "good" : "bad"}>{told?.text}</p>
      </form>
    </section>
  );
}

function Fields({ claim }: { claim: Claim }): JSX.Element {
  const choice = (name: string, label: string, values: readonly string[], value: string): JSX.Element => (
    <label>{label}<select name={name} defaultValue={value}>{values.map((one) => <option key={one} value={one} selected={one === value}>{one.replace("_", " ")}</option>)}</select></label>
  );
  return (
    <div class="fields">
      {choice("kind", "What", KINDS, claim.kind)}
      {choice("stance", "How it is put", STANCES, claim.stance)}
      <label>Side of who does it<input name="actor_side" maxLength={20} value={claim.actor?.side ?? ""} /></label>
      <label>First day<input type="date" name="start" value={claim.when.start ?? ""} /></label>
      <label>Last day<input type="date" name="end" value={claim.when.end ?? ""} /></label>
    </div>
  );
}

function Links({ merge }: { merge: boolean }): JSX.Element {
  return (
    <div class="fields">
      <label class="wide">The other claims, by id or address<input name="others" required placeholder="c-…" autocomplete="off" /></label>
      <label>As<select name="sense">
        <option value="word" selected={merge}>{merge ? "one word, printed twice: counts once" : "words of witnesses of their own: each counts"}</option>
        <option value="happening" selected={!merge}>{merge ? "one happening: each voice counts" : "different happenings"}</option>
      </select></label>
    </div>
  );
}

/** Ids of claims among words and addresses. */
function named(words: string): string[] {
  return words.split(/[\s,;]+/).map((one) => decodeURIComponent(one.replace(/[?#].*$/, "").replace(/^.*\//, ""))).filter(Boolean);
}

/** Only what differs from the claim as it stands is sent. */
function changed(claim: Claim, text: (name: string) => string): Record<string, string> {
  const before: Record<string, string> = {
    kind: claim.kind, stance: claim.stance, actor_side: claim.actor?.side ?? "", start: claim.when.start ?? "", end: claim.when.end ?? "",
  };
  return Object.fromEntries(Object.entries(before).map(([name, value]) => [name, text(name), value] as const).filter(([, now, then]) => now !== then).map(([name, now]) => [name, now]));
}
