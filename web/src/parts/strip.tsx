// The history of one place as a strip, with a line at the day shown. The same stands in words in a list below it.
import type { JSX } from "preact";

import type { Stretch } from "../api/types";
import * as days from "../state/days";
import { colour, CONTESTED, showDay, stateName, UNKNOWN } from "../state/record";
import { Swatch } from "./marks";

interface Given { stretches: Stretch[]; first: string; last: string; on: number }

export function Strip({ stretches, first, last, on }: Given): JSX.Element {
  // The strip begins a little before the first change: the years before it say nothing that a word does not say.
  const changes = stretches.slice(1).map((one) => days.number(one.from));
  const end = days.number(last) + 1;
  const whole = days.number(first);
  const start = changes.length ? Math.max(whole, Math.min(changes[0]!, on) - Math.max(20, Math.round((end - changes[0]!) * 0.12))) : whole;
  const at = (day: number): number => ((days.clamp(day, start, end) - start) / Math.max(1, end - start)) * 100;
  return (
    <div class="strip-box">
      <div class="strip" aria-hidden="true">
        {stretches.map((one) => {
          const from = at(days.number(one.from));
          const to = at(one.to ? days.number(one.to) : end);
          if (to <= from) return null;
          const kind = one.state === CONTESTED ? "contested" : one.state === UNKNOWN ? "unknown" : "held";
          return (
            <span
              key={one.from} class={`stretch ${kind}`} title={`${stateName(one.state)}, ${days.span(one.from, one.to)}`}
              onClick={() => showDay(Math.max(days.number(one.from), start))}
              style={{ left: `${from}%`, width: `${to - from}%`, ...(kind === "held" ? { background: colour(one.state), opacity: String(0.35 + 0.65 * one.p) } : {}) }}
            />
          );
        })}
        <span class="needle" style={{ left: `${at(on)}%` }} />
      </div>
      <div class="strip-ends num" aria-hidden="true"><span>{days.day(days.iso(start))}</span><span>{days.day(last)}</span></div>
      <details>
        <summary>History in words</summary>
        <ol class="history">
          {[...stretches].reverse().map((one) => (
            <li key={one.from}>
              <button type="button" class="text" onClick={() => showDay(days.number(one.from))}>{days.day(one.from)}</button>
              <span><Swatch state={one.state} /> {stateName(one.state)}{one.state !== UNKNOWN && <span class="faint num"> {Math.round(one.p * 100)} %</span>}</span>
              <span class="faint">{one.basis}</span>
            </li>
          ))}
        </ol>
      </details>
    </div>
  );
}
