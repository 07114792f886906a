// The states of all places over all days, laid out so that any day can be looked up without asking the server.
import type { Places } from "../api/columns";

/** What a place is on one day; `state` points into the list of the answer. */
export interface Moment { state: number; p: number }

export class Times {
  private readonly first: Int32Array; // of each place, into `order`
  private readonly order: Int32Array; // rows by place, in order of time
  private readonly from: Int32Array;
  private readonly to: Int32Array;
  private readonly unknown: number;
  readonly size: number;

  constructor(readonly places: Places) {
    const { stretches } = places;
    const rows = stretches.place.length;
    this.size = places.size;
    this.unknown = places.states.indexOf("UNKNOWN");
    this.from = stretches.from;
    this.to = stretches.to;
    this.first = new Int32Array(this.size + 1);
    for (const place of stretches.place) this.first[place + 1]! += 1;
    for (let n = 0; n < this.size; n++) this.first[n + 1]! += this.first[n]!;
    const next = this.first.slice();
    this.order = new Int32Array(rows);
    for (let row = 0; row < rows; row++) this.order[next[stretches.place[row]!]!++] = row;
  }

  /** The row of the stretch that holds on a day, -1 for none: then it is not known who holds the place. */
  row(place: number, day: number): number {
    let low = this.first[place]!;
    let high = this.first[place + 1]! - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const row = this.order[middle]!;
      if (this.from[row]! > day) high = middle - 1;
      else if (this.to[row]! <= day) low = middle + 1;
      else return row;
    }
    return -1;
  }

  /** Fills `out` with the row of every place on a day. */
  all(day: number, out: Int32Array = new Int32Array(this.size)): Int32Array {
    for (let n = 0; n < this.size; n++) out[n] = this.row(n, day);
    return out;
  }

  moment(row: number): Moment {
    if (row < 0) return { state: this.unknown, p: 0 };
    const { state, p } = this.places.stretches;
    return { state: state[row]!, p: p[row]! / 100 };
  }

  /** Changes of holder up to a day, latest first; days on which it was not known are passed over. */
  changes(until: number, limit: number): { place: number; day: number; before: number; after: number }[] {
    const { state } = this.places.stretches;
    const found: { place: number; day: number; before: number; after: number }[] = [];
    for (let place = 0; place < this.size; place++) {
      let before = -1;
      for (let n = this.first[place]!; n < this.first[place + 1]!; n++) {
        const row = this.order[n]!;
        const after = state[row]!;
        if (after === this.unknown) continue;
        if (before >= 0 && before !== after && this.from[row]! <= until) found.push({ place, day: this.from[row]!, before, after });
        before = after;
      }
    }
    found.sort((a, b) => b.day - a.day || this.places.claims[b.place]! - this.places.claims[a.place]!);
    return found.slice(0, limit);
  }
}

/** From which zoom on each place may be named or drawn, so that the weightiest of a neighbourhood comes first.
 *
 * The ground is cut into cells of `width` by `height` pixels at each zoom; the weightiest place of a cell takes it. */
export function firstZooms(
  places: { [Column in "lat" | "lon" | "population" | "claims"]: ArrayLike<number> }, width: number, height: number, low: number, high: number,
): Uint8Array {
  const size = places.lat.length;
  const weight = (n: number): number => places.claims[n]! * 2000 + places.population[n]!;
  const order = Array.from({ length: size }, (_, n) => n).sort((a, b) => weight(b) - weight(a));
  const out = new Uint8Array(size).fill(high);
  const taken = Array.from({ length: high - low }, () => new Set<number>());
  for (const n of order) {
    const [lat, lon] = [places.lat[n]!, places.lon[n]!];
    if (Number.isNaN(lat)) continue;
    const x = (lon + 180) / 360;
    const sine = Math.sin((lat * Math.PI) / 180);
    const y = 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
    for (let zoom = low; zoom < high; zoom++) {
      const pixels = 512 * 2 ** zoom;
      const cell = Math.floor((x * pixels) / width) * 1e7 + Math.floor((y * pixels) / height);
      const seen = taken[zoom - low]!;
      if (!seen.has(cell)) {
        for (let z = zoom; z < high; z++) {
          const inner = 512 * 2 ** z;
          taken[z - low]!.add(Math.floor((x * inner) / width) * 1e7 + Math.floor((y * inner) / height));
        }
        out[n] = zoom;
        break;
      }
    }
  }
  return out;
}
