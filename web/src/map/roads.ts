// Roads as lines from town to town: coarse, as the words are that they come from.
import { signal } from "@preact/signals";
import type { Feature, FeatureCollection } from "geojson";

import type { Road, Roads } from "../api/types";

/** What is reported of the roads on the day shown: those kinds only are in the legend. */
export const reported = signal<ReadonlySet<string>>(new Set());
/** Kinds of report that are drawn, worst first; of other roads nothing is said, which is not to say that they are open. */
export const REPORTS = ["cut", "threatened", "open"] as const;
export const INKS: Record<(typeof REPORTS)[number], { light: string; dark: string; dash: number[] | null }> = {
  cut: { light: "#8c1d18", dark: "#ff9a8d", dash: [0.8, 1.2] },
  threatened: { light: "#7a5200", dark: "#f2c14e", dash: [3, 1.4] },
  open: { light: "#1f5f43", dark: "#7fd1a8", dash: null },
};

/** A word on a road holds for the stretches at the towns that it names, or for all of a road of which it names none. */
function stateOf(road: Road, n: number): string {
  const word = road.reported;
  const state = word?.state === "used" ? "open" : word?.state;
  if (!word?.named || !state || !(REPORTS as readonly string[]).includes(state)) return "none";
  const ends = [road.places[n]!.place_id, road.places[n + 1]!.place_id];
  return !word.at.length || ends.some((id) => word.at.includes(id)) ? state : "none";
}

export function lines(told: Roads): FeatureCollection {
  const features: Feature[] = [];
  for (const road of told.roads) {
    for (let n = 0; n + 1 < road.places.length; n++) {
      const [a, b] = [road.places[n]!, road.places[n + 1]!];
      if (a.lat === null || a.lon === null || b.lat === null || b.lon === null) continue;
      features.push({
        type: "Feature", geometry: { type: "LineString", coordinates: [[a.lon, a.lat], [b.lon, b.lat]] },
        properties: { road: stateOf(road, n), short: road.name.split(" ")[0] },
      });
    }
  }
  return { type: "FeatureCollection", features };
}
