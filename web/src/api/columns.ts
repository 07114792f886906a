// The columns of a war as the map uses them, out of the small numbers that they come in.
import type { Drawn } from "./types";

/** The first day of a stretch that goes on. */
export const OPEN = 2 ** 31 - 1;

/** All places of a war, without names, in columns; `lat`, `lon` are NaN where nobody knows them, `fixed` tells whether a
 * place has a point of its own. The stretches of one place follow each other in time. */
export interface Places {
  conflict: string; known_at: string | null; first_day: number; last_day: number; states: string[]; size: number;
  lat: Float64Array; lon: Float64Array; population: Float64Array; claims: readonly number[]; fixed: Uint8Array;
  stretches: { place: Int32Array; from: Int32Array; to: Int32Array; state: readonly number[]; p: readonly number[] };
}

export function unpacked(told: Drawn): Places {
  const size = told.lat.length;
  const degrees = (all: readonly (number | null)[]): Float64Array => Float64Array.from(all, (one) => (one === null ? NaN : one / 1000));
  const [lat, lon] = [degrees(told.lat), degrees(told.lon)];
  const fixed = Uint8Array.from(lat, (one) => (Number.isNaN(one) ? 0 : 1));
  for (const n of told.inexact) fixed[n] = 0;
  const rows = told.state.length;
  const [place, from, to] = [new Int32Array(rows), new Int32Array(rows), new Int32Array(rows)];
  for (let n = 0, row = 0; n < size; n++) {
    let before = told.first_day;
    for (const last = row + told.rows[n]!; row < last; row++) {
      place[row] = n;
      from[row] = before + told.gap[row]!;
      to[row] = told.days[row] === 0 ? OPEN : from[row]! + told.days[row]!;
      before = to[row]!;
    }
  }
  const { conflict, known_at, first_day, last_day, states, claims, state, p } = told;
  return {
    conflict, known_at, first_day, last_day, states, size, lat, lon, claims, fixed,
    population: Float64Array.from(told.people, (one) => (one ? 10 ** (one / 20) : 0)),
    stretches: { place, from, to, state, p },
  };
}
