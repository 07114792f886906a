// The two clocks: the day that is asked about, and the day up to which reports count.
import { signal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";

import { snapshot } from "../api/snapshot";
import { Icon } from "../parts/marks";
import { change } from "../state/address";
import * as days from "../state/days";
import { bounds, histogram, knownAt, on, overview, settleDay, showDay } from "../state/record";
import { Bars } from "./bars";

const playing = signal(false);
const held = signal<number | null>(null); // the moment of knowledge under the hand, before it is let go

function usePlay(): void {
  const running = playing.value;
  useEffect(() => {
    if (!running) return;
    const range = bounds.value;
    if (!range) return;
    if ((on.value ?? range[1]) >= range[1]) showDay(range[0]);
    const pace = Math.max(1, Math.round((range[1] - range[0]) / 600));
    const timer = setInterval(() => {
      const next = (on.value ?? range[0]) + pace;
      showDay(next);
      if (next >= range[1]) playing.value = false;
    }, 90);
    return () => {
      clearInterval(timer);
      settleDay();
    };
  }, [running]);
}

/** Keys that work wherever no text is typed: [ ] a day, { } a week, p to play, k to all that is known. */
function onKey(event: KeyboardEvent): void {
  const at = event.target as HTMLElement;
  if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName) && (at as HTMLInputElement).type !== "range") return;
  const day = on.value;
  if (day === null) return;
  const moves: Record<string, number> = { "[": -1, "]": 1, "{": -7, "}": 7 };
  if (event.key in moves) showDay(day + moves[event.key]!);
  else if (event.key === "p") playing.value = !playing.value;
  else if (event.key === "k") change({ known_at: null });
  else return;
  event.preventDefault();
}

function paged(event: KeyboardEvent, move: (by: number) => void): void {
  const by = { PageUp: 30, PageDown: -30 }[event.key];
  if (by === undefined) return;
  event.preventDefault();
  move(by);
}

export function Dock(): JSX.Element | null {
  usePlay();
  useEffect(() => {
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);
  const range = bounds.value;
  const day = on.value;
  if (!range || day === null) return <div class="dock" aria-hidden="true" />;
  return (
    <section class="dock" aria-label="Time">
      <DayRow first={range[0]} last={range[1]} day={day} />
      <KnownRow />
    </section>
  );
}

function DayRow({ first, last, day }: { first: number; last: number; day: number }): JSX.Element {
  const counts = histogram.value;
  const text = days.day(days.iso(day));
  return (
    <div class="clock day">
      <div class="keys">
        <button type="button" class="round" aria-label={playing.value ? "Pause" : "Play"} title="Play (p)" onClick={() => { playing.value = !playing.value; }}>
          <Icon name={playing.value ? "pause" : "play"} />
        </button>
        <button type="button" class="round plain" aria-label="A day earlier" title="A day earlier ([)" onClick={() => showDay(day - 1)}><Icon name="back" /></button>
        <button type="button" class="round plain" aria-label="A day later" title="A day later (])" onClick={() => showDay(day + 1)}><Icon name="next" /></button>
      </div>
      <label class="clock-label" for="day"><span class="caption">Day</span>
        <input
          class="date" type="date" aria-label="Day, as a date" value={days.iso(day)} min={days.iso(first)} max={days.iso(last)}
          onChange={(event) => { if (days.valid(event.currentTarget.value)) showDay(days.number(event.currentTarget.value)); }}
        />
      </label>
      <div class="track">
        {counts && <Bars days={counts.day} counts={counts.happened} first={first} last={last} at={day} />}
        <input
          id="day" type="range" min={first} max={last} step={1} value={day} aria-label="Day" aria-valuetext={text}
          onInput={(event) => { playing.value = false; showDay(Number(event.currentTarget.value)); }} onChange={settleDay}
          onKeyDown={(event) => paged(event, (by) => showDay(day + by))}
        />
        <div class="ends num" aria-hidden="true"><span>{days.day(days.iso(first))}</span><span>claims, by the day they speak of</span><span>{days.day(days.iso(last))}</span></div>
      </div>
    </div>
  );
}

function KnownRow(): JSX.Element | null {
  const known = overview.value;
  const counts = histogram.value;
  const published = counts ? counts.day.filter((_, n) => counts.published[n]! > 0) : [];
  if (snapshot || !known || !published.length) return null;
  const [first, last] = [published[0]! - 1, published[published.length - 1]!];
  const day = held.value ?? (knownAt.value ? days.clamp(days.number(knownAt.value), first, last) : last);
  const all = held.value === null ? knownAt.value === null : held.value >= last;
  const say = all ? "all reports so far" : `reports up to ${days.day(days.iso(day))}`;
  const settle = (value: number): void => {
    held.value = null;
    change({ known_at: value >= last ? null : days.iso(value) });
  };
  return (
    <div class="clock known">
      <label class="clock-label" for="known"><span class="caption">As known</span>
        <span class={all ? "value" : "value past"}>{all ? "now" : days.day(days.iso(day))}</span>
      </label>
      <div class="track">
        {counts && <Bars days={counts.day} counts={counts.published} first={first} last={last} at={day} />}
        <input
          id="known" type="range" min={first} max={last} step={1} value={day} aria-label="As known at" aria-valuetext={say}
          onInput={(event) => { held.value = Number(event.currentTarget.value); }}
          onChange={(event) => settle(Number(event.currentTarget.value))}
          onKeyDown={(event) => paged(event, (by) => settle(days.clamp(day + by, first, last)))}
        />
      </div>
      <button type="button" class="quiet small" disabled={all} title="All that is known (k)" onClick={() => settle(last)}>Now</button>
    </div>
  );
}
