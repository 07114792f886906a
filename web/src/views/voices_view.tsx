// Each voice's record: how often it spoke, what later bore out, and whether it spoke for or against its own interest.
import type { JSX } from "preact";

import type { Page, Shares, Voice } from "../api/types";
import { Link } from "../parts/link";
import { SideTag } from "../parts/marks";
import { Busy, Empty, Pager, Wrong } from "../parts/telling";
import * as address from "../state/address";
import { useAnswer } from "../state/answers";
import { conflict, knownAt } from "../state/record";
import { count, counted } from "../state/text";

export function VoicesView(): JSX.Element {
  const page = Number(address.query.value.get("page") ?? "1") || 1;
  const terms = { conflict: conflict.value?.id, known_at: knownAt.value, page };
  const { data, trouble, busy } = useAnswer<Page<Voice>>(conflict.value ? "voices" : null, terms);
  return (
    <div class="page" aria-busy={busy}>
      <header class="page-head"><div><h1>Voices</h1>
        <p class="sub">How each voice has fared against all that was said of the same places and days. Whose words agree with the whole record is not thereby right.</p></div></header>
      {trouble && <Wrong trouble={trouble} />}
      {!data && !trouble && <Busy rows={8} />}
      {data && data.total === 0 && <Empty title="Nobody is named as a source yet" />}
      {data && data.total > 0 && (
        <>
          <p class="faint" role="status">{counted(data.total, "voice")}</p>
          <div class="scroll" tabIndex={0} role="region" aria-label="Voices, a table"><table class="voices">
            <thead><tr><th scope="col">Voice</th><th scope="col" class="num">Claims</th><th scope="col">Borne out, or not</th><th scope="col">Reliability</th><th scope="col">Grade</th></tr></thead>
            <tbody>{data.items.map((one) => <Row key={one.key} one={one} />)}</tbody>
          </table></div>
          <Pager total={data.total} page={data.page} size={data.size} go={(to) => { address.change({ page: String(to) }, true); scrollTo(0, 0); }} />
        </>
      )}
    </div>
  );
}

function Row({ one }: { one: Voice }): JSX.Element {
  const all = Math.max(1, one.borne_out + one.not_borne_out + one.undecided);
  const part = (value: number): { width: string } => ({ width: `${(value / all) * 100}%` });
  return (
    <tr>
      <th scope="row"><Link href={address.to("/claims", { speaker: one.name })}>{one.name}</Link><span class="below"><SideTag side={one.side} /> <span class="faint">{one.kind}</span></span></th>
      <td class="num">{count(one.claims)}</td>
      <td>
        <span class="outcome" aria-hidden="true"><span class="yes" style={part(one.borne_out)} /><span class="no" style={part(one.not_borne_out)} /></span>
        <span class="below faint num">{one.borne_out} borne out · {one.not_borne_out} not · {one.undecided} undecided</span>
      </td>
      <td><Reliability now={one.reliability} prior={one.prior} heard={one.heard} /></td>
      <td><span class="grade" title={one.set_grade ? "set by a person" : "nearest Admiralty letter"}>{one.set_grade ?? one.grade}</span>{one.set_grade && <span class="below faint">set by hand</span>}</td>
    </tr>
  );
}

function Reliability({ now, prior, heard }: { now: Shares; prior: Shares; heard: Shares }): JSX.Element {
  const rows: [keyof Shares, string][] = [["gain", "for its side"], ["neutral", "neutral"], ["loss", "against its side"]];
  return (
    <span class="reliability">
      {rows.filter(([name]) => heard[name] > 0).map(([name, label]) => (
        <span key={name} class="line"><span class="num">{Math.round(now[name] * 100)} %</span> <span class="faint">{label} (began with {Math.round(prior[name] * 100)} %)</span></span>
      ))}
      {rows.every(([name]) => heard[name] <= 0) && <span class="faint">not heard on control</span>}
    </span>
  );
}
