// The style of the map: no address in it but the page's own, no glyph server (labels are drawn with the reader's own
// fonts), colours by theme.
import type { ExpressionSpecification, LayerSpecification, StyleSpecification } from "maplibre-gl";

import type { Ink } from "./ink";
import { INKS, REPORTS } from "./roads";

const EMPTY = { type: "FeatureCollection" as const, features: [] };
export const FONT = ["system-ui", "Segoe UI", "Helvetica Neue", "Arial", "sans-serif"];

/** Marks grow with the map; `r` is half their width at zoom 8. */
export function scaled(factor: number | ExpressionSpecification = 1): ExpressionSpecification {
  const r: ExpressionSpecification = ["*", ["get", "r"], factor];
  return ["interpolate", ["exponential", 1.3], ["zoom"], 4, ["*", r, 0.42], 8, r, 12, ["*", r, 2.1]];
}

const drawnFrom: ExpressionSpecification = ["<=", ["get", "drawn"], ["zoom"]];
export const namedFrom: ExpressionSpecification = ["<=", ["get", "named"], ["zoom"]];

export function style(ink: Ink, colours: readonly string[], unknown: number): StyleSpecification {
  return {
    version: 8,
    sources: Object.fromEntries(
      ["land", "borders", "lakes", "rivers", "boundaries", "areas", "towns", "roads", "places", "labels", "contested", "sectors", "chosen"].map((name) => [
        name,
        { type: "geojson", data: EMPTY, ...(name === "places" || name === "labels" ? { maxzoom: 12, buffer: 32, tolerance: 0 } : {}) },
      ]),
    ),
    layers: layers(ink, colours, unknown),
    transition: { duration: 0, delay: 0 },
  };
}

export function layers(ink: Ink, colours: readonly string[], unknown: number): LayerSpecification[] {
  const state: ExpressionSpecification = ["coalesce", ["feature-state", "s"], -1];
  const p: ExpressionSpecification = ["coalesce", ["feature-state", "p"], 0];
  const matched = (fallback: string): ExpressionSpecification =>
    colours.length
      ? (["match", state, ...colours.flatMap((colour, n) => [n, colour]), fallback] as unknown as ExpressionSpecification)
      : ["literal", fallback] as unknown as ExpressionSpecification;
  const known: ExpressionSpecification = ["all", [">=", state, 0], ["!=", state, unknown]];
  return [
    { id: "sea", type: "background", paint: { "background-color": ink.sea } },
    { id: "land", type: "fill", source: "land", paint: { "fill-color": ink.land, "fill-antialias": false } },
    { id: "coast", type: "line", source: "land", paint: { "line-color": ink.coast, "line-width": 0.7 } },
    { id: "lakes", type: "fill", source: "lakes", paint: { "fill-color": ink.sea } },
    {
      id: "rivers", type: "line", source: "rivers", layout: { "line-join": "round", "line-cap": "round" },
      paint: { "line-color": ink.river, "line-width": ["interpolate", ["linear"], ["zoom"], 3, 0.5, 7, 1.6, 11, 3] },
    },
    {
      id: "boundaries", type: "line", source: "boundaries",
      paint: { "line-color": ink.unit, "line-width": ["interpolate", ["linear"], ["zoom"], 4, 0.5, 9, 1.2] },
    },
    {
      id: "borders", type: "line", source: "borders", layout: { "line-join": "round" },
      paint: { "line-color": ink.border, "line-width": ["interpolate", ["linear"], ["zoom"], 3, 0.6, 9, 1.6] },
    },
    {
      id: "ground", type: "fill", source: "areas", filter: ["all", ["==", ["get", "layer"], "ground"], ["get", "known"]],
      paint: { "fill-color": ["get", "colour"], "fill-opacity": ink.wash, "fill-antialias": false },
    },
    {
      id: "band", type: "fill", source: "areas", filter: ["==", ["get", "layer"], "band"],
      paint: { "fill-pattern": "hatching", "fill-opacity": 0.28 },
    },
    {
      id: "contact", type: "line", source: "areas", filter: ["==", ["get", "layer"], "contact"],
      layout: { "line-join": "round", "line-cap": "round" },
      paint: { "line-color": ink.ring, "line-opacity": 0.75, "line-width": ["interpolate", ["linear"], ["zoom"], 4, 1, 9, 2.4] },
    },
    {
      id: "roads", type: "line", source: "roads", layout: { "line-join": "round", "line-cap": "round" },
      paint: { "line-color": ink.road, "line-width": ["interpolate", ["linear"], ["zoom"], 4, 0.4, 9, 1.5] },
    },
    ...REPORTS.map((kind): LayerSpecification => ({
      id: `road-${kind}`, type: "line", source: "roads", filter: ["==", ["get", "road"], kind],
      paint: {
        "line-color": INKS[kind][ink.name], "line-width": ["interpolate", ["linear"], ["zoom"], 4, 1.6, 9, 3.4],
        ...(INKS[kind].dash ? { "line-dasharray": INKS[kind].dash! } : {}),
      },
    })),
    {
      id: "road-names", type: "symbol", source: "roads", minzoom: 6.5,
      layout: {
        "symbol-placement": "line", "symbol-spacing": 320, "text-field": ["get", "short"], "text-font": FONT, "text-size": 10.5,
        "text-rotation-alignment": "viewport", "text-padding": 12,
      },
      paint: { "text-color": ink.faint, "text-halo-color": ink.halo, "text-halo-width": 2 },
    },
    {
      id: "town-names", type: "symbol", source: "towns", filter: namedFrom,
      layout: {
        "icon-image": "dot", "text-field": ["get", "name"], "text-font": FONT, "text-size": 11, "text-anchor": "left", "text-offset": [0.5, 0],
        "symbol-sort-key": ["get", "order"], "text-padding": 4,
      },
      paint: { "text-color": ink.faint, "text-halo-color": ink.halo, "text-halo-width": 1.2 },
    },
    {
      id: "sectors", type: "fill", source: "sectors", minzoom: 6,
      paint: { "fill-color": ["get", "colour"], "fill-opacity": 0.85, "fill-outline-color": ink.rim },
    },
    {
      id: "places", type: "circle", source: "places", filter: drawnFrom, layout: { "circle-sort-key": ["get", "order"] },
      paint: {
        "circle-radius": scaled(["case", known, 1, 0.65]), // what is not known stands back
        "circle-color": matched(ink.unknown),
        "circle-opacity": ["case", known, ["interpolate", ["linear"], p, 0.3, 0.3, 0.95, 0.95], 0],
        "circle-stroke-color": ["case", known, matched(ink.unknown), ink.unknown],
        "circle-stroke-opacity": ["case", known, 0.95, 0.5],
        "circle-stroke-width": ["case", ["boolean", ["feature-state", "hidden"], false], 0, 1],
        "circle-pitch-alignment": "map",
      },
    },
    {
      id: "contested", type: "symbol", source: "contested",
      layout: {
        "icon-image": "contested", "icon-allow-overlap": true, "icon-ignore-placement": true,
        "icon-size": scaled(2 / 24 * 1.15), "symbol-sort-key": ["get", "r"],
      },
      paint: { "icon-opacity": ["interpolate", ["linear"], ["get", "p"], 0.3, 0.5, 0.9, 1] },
    },
    {
      id: "chosen", type: "circle", source: "chosen",
      paint: {
        "circle-radius": ["interpolate", ["exponential", 1.3], ["zoom"], 4, ["+", 5, ["*", ["get", "r"], 0.42]], 8, ["+", 5, ["get", "r"]], 12, ["+", 6, ["*", ["get", "r"], 2.1]]],
        "circle-opacity": 0, "circle-stroke-color": ink.ring, "circle-stroke-width": 2.5,
      },
    },
    {
      id: "names", type: "symbol", source: "labels", filter: namedFrom,
      layout: {
        "text-field": ["get", "name"], "text-font": FONT,
        "text-size": ["interpolate", ["linear"], ["zoom"], 4, ["+", 10.5, ["*", 0.2, ["get", "r"]]], 9, ["+", 11, ["*", 0.42, ["get", "r"]]]],
        "text-variable-anchor": ["left", "right", "top", "bottom"], "text-radial-offset": ["+", 0.3, ["*", 0.055, ["get", "r"]]],
        "text-justify": "auto", "text-padding": 3, "symbol-sort-key": ["get", "order"], "text-max-width": 9,
      },
      paint: { "text-color": ink.text, "text-halo-color": ink.halo, "text-halo-width": 1.4, "text-halo-blur": 0.4 },
    },
    {
      id: "name", type: "symbol", source: "chosen",
      layout: {
        "icon-image": "clear", "icon-size": scaled(2 / 24), "icon-allow-overlap": true, // keeps other names off the mark
        "text-field": ["get", "name"], "text-font": FONT, "text-size": 15, "text-anchor": "bottom", "text-allow-overlap": true,
        "text-offset": [0, -1.1], "text-ignore-placement": false,
      },
      paint: { "text-color": ink.text, "text-halo-color": ink.halo, "text-halo-width": 2 },
    },
  ];
}
