import type { JSX } from "preact";

import { Swatch } from "../parts/marks";
import { belligerents, CONTESTED, places, stateName, UNKNOWN } from "../state/record";
import { count } from "../state/text";
import { inferred, routed, turnInferred, turnRouted } from "./layers";
import { INKS, REPORTS, reported } from "./roads";
import { where } from "../state/address";
import { language, LANGUAGES, speak } from "../state/language";
import { theme } from "../state/theme";
import { tally } from "./now";

/** What the marks mean, and how many places are in each state on the day shown. */
export function Legend(): JSX.Element | null {
  if (!places.value) return null;
  const counts = tally.value;
  const codes = [...belligerents.value.map((side) => side.code).filter((code) => counts.has(code)), CONTESTED, UNKNOWN];
  return (
    <details class="legend" open={innerWidth > (where.value.view === "place" ? 1500 : 1100)}>
      <summary>Legend</summary>
      <ul>
        {codes.map((code) => (
          <li key={code}><Swatch state={code} /> <span>{stateName(code)}</span> <span class="num faint">{count(counts.get(code) ?? 0)}</span></li>
        ))}
        <li><svg class="swatch" viewBox="0 0 16 16" aria-hidden="true"><circle cx="8" cy="8" r="3.5" class="core" /><path d="M13 3a7.100 7.100 0 0 1 0 10" class="edge" /></svg> <span>Forces inside, on that edge</span></li>
      </ul>
      <label><input type="checkbox" checked={inferred.value} onChange={turnInferred} /> Ground and line of contact, inferred from the places</label>
      {(reported.value.size > 0 || !routed.value) && <label><input type="checkbox" checked={routed.value} onChange={turnRouted} /> Roads, from town to town</label>}
      {routed.value && reported.value.size > 0 && (
        <ul>
          {REPORTS.filter((kind) => reported.value.has(kind)).map((kind) => (
            <li key={kind}><Line colour={INKS[kind][theme.value]} dash={INKS[kind].dash} /> <span>Reported {kind}</span></li>
          ))}
          {reported.value.has("none") && <li><Line colour="var(--soft)" dash={null} thin /> <span>Nothing reported of late</span></li>}
        </ul>
      )}
      <label class="tongue">Place names
        <select value={language.value} onChange={(event) => speak(event.currentTarget.value)}>
          {LANGUAGES.map(([code, own]) => <option key={code} value={code} lang={code}>{own}</option>)}
        </select>
      </label>
      <p class="faint">Fainter: less likely to be so.<br />Larger: more people live there.</p>
    </details>
  );
}

function Line({ colour, dash, thin = false }: { colour: string; dash: number[] | null; thin?: boolean }): JSX.Element {
  const width = thin ? 1.2 : 3;
  return (
    <svg class="road" viewBox="0 0 26 8" width="26" height="8" aria-hidden="true">
      <line x1="0" x2="26" y1="4" y2="4" stroke={colour} stroke-width={width} {...(dash ? { "stroke-dasharray": dash.map((one) => one * width).join(" ") } : {})} />
    </svg>
  );
}
