// Map, panel and clocks: the first view, and that of one place.
import type { JSX } from "preact";

import { MapBox } from "../map/map_box";
import { where } from "../state/address";
import { trouble } from "../state/record";
import { Wrong } from "../parts/telling";
import { Dock } from "../time/dock";
import { PlacePanel } from "./place_panel";
import { WarPanel } from "./war_panel";

export function MapView(): JSX.Element {
  const { view, id } = where.value;
  return (
    <div class={view === "place" ? "stage with-place" : "stage"}>
      <div class="ground"><MapBox /><Dock /></div>
      <aside class="panel" aria-label={view === "place" ? "Place" : "What changed"} key={id ?? ""}>
        {trouble.value && <Wrong trouble={trouble.value} />}
        {view === "place" && id ? <PlacePanel id={id} /> : <WarPanel />}
      </aside>
    </div>
  );
}
