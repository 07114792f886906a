// Offsets of the API count code points; JavaScript's strings count UTF-16 units.

/** A text that is cut by code points. */
export class Points {
  private readonly units: Uint32Array;
  constructor(readonly text: string) {
    const units: number[] = [];
    let at = 0;
    for (const point of text) {
      units.push(at);
      at += point.length;
    }
    units.push(at);
    this.units = Uint32Array.from(units);
  }
  get length(): number {
    return this.units.length - 1;
  }
  slice(start: number, end: number): string {
    const last = this.units.length - 1;
    return this.text.slice(this.units[Math.min(start, last)] ?? 0, this.units[Math.min(end, last)] ?? 0);
  }
}

export interface Stroke { start: number; end: number; name: string }
export interface Piece { start: number; end: number; names: string[] }

/** Cuts [start, end) at every edge of the strokes; each piece knows the strokes that cover it. */
export function pieces(start: number, end: number, strokes: readonly Stroke[]): Piece[] {
  const edges = new Set([start, end]);
  for (const one of strokes) {
    if (one.start > start && one.start < end) edges.add(one.start);
    if (one.end > start && one.end < end) edges.add(one.end);
  }
  const sorted = [...edges].sort((a, b) => a - b);
  return sorted.slice(0, -1).map((from, n) => ({
    start: from,
    end: sorted[n + 1] as number,
    names: strokes.filter((one) => one.start <= from && one.end > from).map((one) => one.name),
  }));
}

const grouped = new Intl.NumberFormat("en-GB");
export const count = (value: number): string => grouped.format(value);
export const counted = (value: number, one: string, many = `${one}s`): string =>
  `${count(value)} ${value === 1 ? one : many}`;
