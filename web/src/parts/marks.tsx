import type { JSX } from "preact";

import { colour, CONTESTED, sides, stateName, UNKNOWN } from "../state/record";

/** A small mark in the colour and pattern of a state. Its meaning is always said in words beside it. */
export function Swatch({ state }: { state: string | null }): JSX.Element {
  const kind = state === CONTESTED ? "contested" : state === UNKNOWN || state === null ? "unknown" : "held";
  return <span class={`swatch ${kind}`} style={kind === "held" ? { background: colour(state) } : {}} aria-hidden="true" />;
}

export function StateTag({ state, p }: { state: string; p?: number | undefined }): JSX.Element {
  return (
    <span class="state">
      <Swatch state={state} /> {stateName(state)}
      {p !== undefined && state !== UNKNOWN && <span class="faint num"> {Math.round(p * 100)} %</span>}
    </span>
  );
}

export function SideTag({ side }: { side: string | null }): JSX.Element | null {
  if (!side) return null;
  return (
    <span class="side">
      <span class="dot" style={{ background: colour(side) }} aria-hidden="true" />
      {sides.value.get(side)?.name ?? side}
    </span>
  );
}

export type IconName = keyof typeof ICONS;
const ICONS = {
  play: "M7 4.5v15l12.5-7.5z",
  pause: "M6.5 4.5h4v15h-4zM13.5 4.5h4v15h-4z",
  back: "M15.5 5 8.5 12l7 7",
  next: "M8.5 5l7 7-7 7",
  close: "M6 6l12 12M18 6 6 18",
  plus: "M12 5v14M5 12h14",
  minus: "M5 12h14",
  fit: "M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5",
  sun: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2v3M12 19v3M2 12h3M19 12h3M5 5l2 2M17 17l2 2M5 19l2-2M17 7l2-2",
  moon: "M20 14.5A8.5 8.5 0 1 1 9.5 4a7 7 0 0 0 10.5 10.5z",
  search: "M11 4.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM16 16l4.5 4.5",
  link: "M10 14a4 4 0 0 0 6 .5l3-3a4 4 0 0 0-5.700-5.700L12 7M14 10a4 4 0 0 0-6-.5l-3 3a4 4 0 0 0 5.700 5.700L12 17",
  print: "M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z",
  list: "M8 6h12M8 12h12M8 18h12M4 6h.01M4 12h.01M4 18h.01",
} as const;
const SOLID: readonly IconName[] = ["play", "pause"];

export function Icon({ name }: { name: IconName }): JSX.Element {
  return (
    <svg class={SOLID.includes(name) ? "icon solid" : "icon"} viewBox="0 0 24 24" width="18" height="18" aria-hidden="true">
      <path d={ICONS[name]} />
    </svg>
  );
}
