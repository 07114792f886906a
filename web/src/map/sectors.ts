// A part of a place ("the eastern outskirts") as a shape: a slice of the ring around it. It says on which side, not how
// far: reports name no line.
import type { Places } from "../api/columns";
import type { Insides } from "../api/types";

const EARTH = 6_371_008.8;
const BEARINGS: Record<string, number> = { N: 0, NE: 45, E: 90, SE: 135, S: 180, SW: 225, W: 270, NW: 315 };
const STEPS = 10;

export function radius(population: number): number {
  return 900 + 9 * Math.sqrt(Math.max(0, population));
}

function point(lat: number, lon: number, metres: number, bearing: number): [number, number] {
  const turn = (bearing * Math.PI) / 180;
  const north = (metres * Math.cos(turn)) / EARTH;
  const east = (metres * Math.sin(turn)) / (EARTH * Math.cos((lat * Math.PI) / 180));
  return [lon + (east * 180) / Math.PI, lat + (north * 180) / Math.PI];
}

/** The ring of a sector (longitude first, closed), an eighth of the circle wide; the whole ring without a bearing. */
export function sector(lat: number, lon: number, metres: number, bearing: string | null, inner = 0.62): [number, number][][] {
  const whole = bearing === null || !(bearing in BEARINGS);
  const middle = whole ? 0 : BEARINGS[bearing]!;
  const half = whole ? 180 : 32;
  const steps = whole ? STEPS * 5 : STEPS;
  const arc = (far: number): [number, number][] =>
    Array.from({ length: steps + 1 }, (_, n) => point(lat, lon, far, middle - half + (2 * half * n) / steps));
  const outer = arc(metres);
  const near = arc(metres * inner).reverse();
  if (whole) return [[...outer, outer[0]!], [...near, near[0]!]];
  return [[...outer, ...near, outer[0]!]];
}

export interface Sector { rings: [number, number][][]; side: string }

/** The parts that are drawn on a day: those on a side of a place, and outskirts as a whole. */
export function sectors(places: Places, insides: Insides, day: number): Sector[] {
  const { parts, presence: { place, from, to, side, part } } = insides;
  const found: Sector[] = [];
  for (let n = 0; n < place.length; n++) {
    const end = to[n];
    if (from[n]! > day || (end !== null && end !== undefined && end <= day)) continue;
    const at = place[n]!;
    const where = parts[part[n]!];
    if (!where || (!where.bearing && where.relation !== "outskirts") || !places.fixed[at]) continue;
    const rings = sector(places.lat[at]!, places.lon[at]!, radius(places.population[at]!), where.bearing);
    found.push({ rings, side: places.states[side[n]!]! });
  }
  return found;
}
