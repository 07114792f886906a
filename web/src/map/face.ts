// What the app asks of a map, whether it is drawn by WebGL or, where there is none, on a plain canvas.
import type { FeatureCollection } from "geojson";

import type { Places } from "../api/columns";
import type { Insides } from "../api/types";
import { belligerents, CONTESTED } from "../state/record";
import type { Theme } from "../state/theme";
import type { Times } from "./times";

export interface Camera { lon: number; lat: number; zoom: number }

export interface Face {
  /** All places of a war. Comes before any day. */
  places(places: Places, times: Times): void;
  /** The row of every place on the day shown. */
  day(rows: Int32Array, day: number): void;
  /** What the places are called; empty until that is known. */
  names(names: readonly string[], ids: readonly string[]): void;
  /** Whose forces are inside which part of a place. */
  insides(insides: Insides): void;
  select(place: number): void;
  /** Ground, line of contact, boundaries: polygons and lines with `side`, `p` or `kind`. */
  layer(name: Layer, data: FeatureCollection): void;
  theme(theme: Theme): void;
  fit(): void;
  zoom(by: number): void;
  remove(): void;
}

/** What lies on the map beside the places: GeoJSON as the API has it. */
export type Layer = "areas" | "boundaries" | "towns" | "roads";

export interface Listener {
  chosen(place: number): void;
  moved(camera: Camera): void;
}

/** Colours by state of the answer; stripes are for what is contested. */
export function colours(places: Places, of: (code: string) => string): string[] {
  return places.states.map((code) => of(code));
}

/** The two colours that a contested place is striped in: of the sides that hold most. */
export function stripes(places: Places): [string, string] {
  const held = new Map<string, number>();
  for (const state of places.stretches.state) {
    const code = places.states[state]!;
    held.set(code, (held.get(code) ?? 0) + 1);
  }
  const [a, b] = belligerents.value
    .filter((side) => side.code !== CONTESTED)
    .sort((one, other) => (held.get(other.code) ?? 0) - (held.get(one.code) ?? 0));
  return [a?.colour ?? "#555", b?.colour ?? "#bbb"];
}

/** Half the width of a place's mark at zoom 8, in pixels. */
export const size = (population: number): number => 3 + Math.min(9, Math.sqrt(Math.max(0, population)) / 62);

/** [west, south, east, north] of the places that reports speak of, without the outermost. */
export function extent(places: Places): [number, number, number, number] | null {
  const wanted: number[] = [];
  for (let n = 0; n < places.size; n++) if (places.fixed[n] && places.claims[n]! > 0) wanted.push(n);
  const all = wanted.length ? wanted : Array.from(places.lat.keys()).filter((n) => !Number.isNaN(places.lat[n]));
  if (!all.length) return null;
  const spread = (values: number[]): [number, number] => {
    values.sort((a, b) => a - b);
    const cut = Math.floor(values.length * 0.03);
    return [values[cut]!, values[values.length - 1 - cut]!];
  };
  const [west, east] = spread(all.map((n) => places.lon[n]!));
  const [south, north] = spread(all.map((n) => places.lat[n]!));
  return [west, south, east, north];
}
