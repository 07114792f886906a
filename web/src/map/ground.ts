// The world under the map, as it lies beside the page: fetched once, decoded once.
import type { Feature, FeatureCollection } from "geojson";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";

import address from "../../generated/world.json?url";

export const GROUND = ["land", "borders", "lakes", "rivers"] as const;
export type Ground = Record<(typeof GROUND)[number], FeatureCollection>;

let waited: Promise<Ground> | null = null;

async function fetched(): Promise<Ground> {
  const response = await fetch(address);
  const world = (await response.json()) as Topology;
  const of = (name: string): FeatureCollection => {
    const found = feature(world, world.objects[name] as GeometryCollection) as Feature | FeatureCollection;
    return found.type === "Feature" ? { type: "FeatureCollection", features: [found] } : found;
  };
  return { land: of("land"), borders: of("borders"), lakes: of("lakes"), rivers: of("rivers") };
}

export function ground(): Promise<Ground> {
  waited ??= fetched();
  return waited;
}
