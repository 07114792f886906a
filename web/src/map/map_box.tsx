// The map in the page: it follows the day, the war, the place and the theme; its own state is only where it looks.
import { effect, signal } from "@preact/signals";
import type { FeatureCollection } from "geojson";
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";

import { get } from "../api/client";
import type { Roads } from "../api/types";
import { Icon } from "../parts/marks";
import * as address from "../state/address";
import { conflict, insides, knownAt, names, on, places, resting, trouble } from "../state/record";
import { language } from "../state/language";
import { theme } from "../state/theme";
import { ground } from "./ground";
import type { Camera, Face, Layer, Listener } from "./face";
import { Legend } from "./legend";
import { inferred, routed } from "./layers";
import { lines, REPORTS, reported } from "./roads";
import { able } from "./marks";
import { times } from "./now";

export const plain = signal(!able());

function camera(): Camera | null {
  const [lat, lon, zoom] = (address.query.peek().get("at") ?? "").split(",").map(Number);
  return [lat, lon, zoom].every((one) => Number.isFinite(one)) && zoom ? { lat: lat!, lon: lon!, zoom } : null;
}

/** Done when the places are there: a map made before would draw the whole world first. */
function known(): Promise<void> {
  return new Promise((done) => {
    const end = effect(() => {
      if (places.value || trouble.value) queueMicrotask(() => { end(); done(); });
    });
  });
}

async function made(box: HTMLElement, listener: Listener): Promise<Face> {
  if (!plain.value) {
    try {
      const { WebGlMap } = await import("./web_gl");
      return new WebGlMap(box, theme.peek(), listener, camera());
    } catch {
      plain.value = true; // WebGL is there by name and fails in fact
    }
  }
  const { PlainMap } = await import("./plain");
  return new PlainMap(box, theme.peek(), listener, camera());
}

const listener: Listener = {
  chosen: (n) => {
    const id = names.peek()?.id[n];
    if (id) address.go(address.place(id, { at: address.query.peek().get("at") }));
  },
  moved: ({ lat, lon, zoom }) => address.change({ at: `${lat.toFixed(4)},${lon.toFixed(4)},${zoom.toFixed(2)}` }),
};

/** Everything that the map follows; gives back what ends it. */
function following(face: Face): () => void {
  const asking = new AbortController();
  const ends = [
    effect(() => {
      const [all, when] = [places.value, times.value];
      if (all && when) face.places(all, when);
    }),
    effect(() => {
      const [when, day] = [times.value, on.value];
      if (when && day !== null) face.day(when.all(day), day);
    }),
    effect(() => {
      const { view, id } = address.where.value;
      face.select(view === "place" ? (names.value?.id.indexOf(id ?? "") ?? -1) : -1);
    }),
    effect(() => face.names(names.value?.name ?? [], names.value?.id ?? [])),
    effect(() => { if (insides.value) face.insides(insides.value); }),
    effect(() => face.theme(theme.value)),
    effect(() => void layer(face, "boundaries", {}, asking.signal)),
    effect(() => { if (names.value) void layer(face, "towns", { language: language.value }, asking.signal); }),
    effect(() => {
      if (!inferred.value) face.layer("areas", { type: "FeatureCollection", features: [] });
      else if (resting.value !== null) void layer(face, "areas", { on: resting.value, known_at: knownAt.value }, asking.signal);
    }),
    effect(() => {
      if (!routed.value) face.layer("roads", { type: "FeatureCollection", features: [] });
      else if (names.value && resting.value !== null) void roads(face, resting.value, asking.signal);
    }),
    () => asking.abort(),
  ];
  return () => ends.forEach((end) => end());
}

const asked = new Map<Layer, number>();

async function roads(face: Face, on_: string, signal_: AbortSignal): Promise<void> {
  const war = conflict.peek()?.id;
  const turn = (asked.get("roads") ?? 0) + 1;
  asked.set("roads", turn);
  try {
    const found = lines(await get<Roads>("roads", { conflict: war, on: on_, known_at: knownAt.peek() }, signal_));
    if (asked.get("roads") !== turn) return;
    reported.value = new Set(["none", ...REPORTS].filter((kind) => found.features.some((one) => one.properties?.["road"] === kind)));
    face.layer("roads", found);
  } catch {
    // A map without them is still a map.
  }
}

/** Fetches a layer; an answer that a later question has overtaken is dropped. */
async function layer(face: Face, name: Layer, terms: Record<string, string | null>, signal_: AbortSignal): Promise<void> {
  const war = conflict.value?.id;
  if (!war) return;
  const turn = (asked.get(name) ?? 0) + 1;
  asked.set(name, turn);
  try {
    const found = await get<FeatureCollection>(name, { conflict: war, ...terms }, signal_);
    if (asked.get(name) === turn) face.layer(name, found);
  } catch {
    // A map without them is still a map.
  }
}

export function MapBox(): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const face = useRef<Face | null>(null);
  useEffect(() => {
    let gone = false;
    let end: (() => void) | null = null;
    void ground();
    if (!plain.value) void import("./web_gl"); // fetched while the places are
    void known().then(() => made(box.current!, listener)).then((map) => {
      if (gone) {
        map.remove();
        return;
      }
      face.current = map;
      end = following(map);
    });
    return () => {
      gone = true;
      end?.();
      face.current?.remove();
      face.current = null;
    };
  }, []);
  return (
    <div class="map">
      <div class="sheet" ref={box} />
      <div class="map-keys" role="group" aria-label="Map">
        <button type="button" class="round" aria-label="Closer" onClick={() => face.current?.zoom(1)}><Icon name="plus" /></button>
        <button type="button" class="round" aria-label="Farther" onClick={() => face.current?.zoom(-1)}><Icon name="minus" /></button>
        <button type="button" class="round" aria-label="Show the whole conflict" onClick={() => face.current?.fit()}><Icon name="fit" /></button>
      </div>
      <Legend />
      {plain.value && <p class="map-note">This browser has no WebGL: the map is drawn in a plainer way.</p>}
      <p class="credit">Natural Earth · GeoNames</p>
    </div>
  );
}

