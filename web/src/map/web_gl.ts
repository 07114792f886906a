// The map drawn by MapLibre. Places go to it once; a day then costs only the places whose state differs from the day
// before it, told as feature states, and the few that are contested.
import type { Feature, FeatureCollection, Point } from "geojson";
import { type GeoJSONSource, Map as Sheet, type MapOptions, setWorkerUrl } from "maplibre-gl";
import workerAddress from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";

import type { Places } from "../api/columns";
import type { Insides } from "../api/types";
import { colour, CONTESTED, places as shown, stateName, UNKNOWN } from "../state/record";
import type { Theme } from "../state/theme";
import { type Camera, extent, type Face, type Layer, type Listener, size, stripes } from "./face";
import { GROUND, ground } from "./ground";
import { INK } from "./ink";
import { dot, hatching, MARK, striped } from "./marks";
import { sectors } from "./sectors";
import { layers, namedFrom, style } from "./style";
import { firstZooms, type Times } from "./times";

setWorkerUrl(workerAddress);
const LOW = 3;
const HIGH = 12;
const ROOMY = 600; // So few places are all drawn, however far away.

export class WebGlMap implements Face {
  private readonly sheet: Sheet;
  private readonly ready: Promise<void>;
  private data: Places | null = null;
  private called: readonly string[] = [];
  private ids: ReadonlySet<string> = new Set();
  private inside: Insides | null = null;
  private towns: FeatureCollection | null = null;
  private times: Times | null = null;
  private shown: Int32Array | null = null;
  private chosen = -1;
  private ink: Theme;
  private readonly tip: HTMLElement;
  private wanted: [Int32Array, number] | null = null;
  private grounded = false;
  private grown = 1; // marks are larger where there are few
  private laid: Places | null = null; // what the map's own source holds

  constructor(private readonly box: HTMLElement, theme: Theme, private readonly listener: Listener, camera: Camera | null) {
    this.ink = theme;
    this.sheet = new Sheet({
      container: box,
      style: style(INK[theme], [], -1),
      ...(camera ? { center: [camera.lon, camera.lat] as [number, number], zoom: camera.zoom } : whole(box)),
      minZoom: 1.5, maxZoom: 13, attributionControl: false, dragRotate: false, pitchWithRotate: false,
      touchPitch: false, fadeDuration: 0, renderWorldCopies: true, refreshExpiredTiles: false,
      locale: { "Map.Title": "Map of the places" },
    });
    this.sheet.touchZoomRotate.disableRotation();
    this.sheet.keyboard.disableRotation();
    this.tip = document.createElement("div");
    this.tip.className = "tip";
    this.tip.hidden = true;
    box.append(this.tip);
    this.ready = new Promise((done) => { this.sheet.once("load", () => done()); });
    void this.ready.then(() => this.lay());
    this.listen();
  }

  private async lay(): Promise<void> {
    this.pictures();
    const world = await ground();
    for (const name of GROUND) this.source(name)?.setData(world[name]);
    this.grounded = true;
  }

  private listen(): void {
    const at = (x: number, y: number): number => {
      const near: [[number, number], [number, number]] = [[x - 5, y - 5], [x + 5, y + 5]];
      const found = this.sheet.queryRenderedFeatures(near, { layers: ["contested", "places", "names"] });
      return found.length ? Number(found[0]!.id ?? -1) : -1;
    };
    this.sheet.on("click", (event) => {
      const place = at(event.point.x, event.point.y);
      if (place >= 0) this.listener.chosen(place);
    });
    this.sheet.on("mousemove", (event) => {
      if (this.sheet.isMoving()) return;
      this.point(at(event.point.x, event.point.y), event.point.x, event.point.y);
    });
    this.sheet.on("mouseout", () => this.point(-1, 0, 0));
    this.sheet.on("movestart", () => this.point(-1, 0, 0));
    this.sheet.on("moveend", (event) => {
      if (!("originalEvent" in event) || !event.originalEvent) return;
      const { lng, lat } = this.sheet.getCenter();
      this.listener.moved({ lon: lng, lat, zoom: this.sheet.getZoom() });
    });
    this.sheet.on("error", (event) => { console.error("map:", event.error.message); });
    this.sheet.on("idle", () => { if (this.grounded && this.laid) this.box.dataset["settled"] = "true"; });
    this.sheet.on("render", () => { if (this.box.dataset["settled"]) delete this.box.dataset["settled"]; });
  }

  private point(place: number, x: number, y: number): void {
    this.sheet.getCanvas().style.cursor = place >= 0 ? "pointer" : "";
    this.tip.hidden = place < 0;
    if (place < 0 || !this.data || !this.times || !this.shown) return;
    const now = this.times.moment(this.shown[place] ?? -1);
    const state = stateName(this.data.states[now.state] ?? UNKNOWN);
    const name = document.createElement("strong");
    name.textContent = this.called[place] ?? "";
    this.tip.replaceChildren(name, document.createTextNode(state));
    this.tip.style.left = `${Math.min(x + 14, this.box.clientWidth - this.tip.offsetWidth - 8)}px`;
    this.tip.style.top = `${Math.max(8, y - this.tip.offsetHeight - 10)}px`;
  }

  private source(name: string): GeoJSONSource | undefined {
    return this.sheet.getSource<GeoJSONSource>(name);
  }

  private get unknown(): number {
    return this.data ? this.data.states.indexOf(UNKNOWN) : -1;
  }

  private pictures(): void {
    const [a, b] = this.data ? stripes(this.data) : ["#555555", "#bbbbbb"];
    const put = (name: string, picture: ImageData): void => {
      if (this.sheet.hasImage(name)) this.sheet.updateImage(name, picture);
      else this.sheet.addImage(name, picture, { pixelRatio: 2 });
    };
    put("contested", striped(a, b, INK[this.ink].ring));
    put("clear", new ImageData(MARK, MARK));
    put("dot", dot(INK[this.ink].faint));
    put("hatching", hatching(INK[this.ink].ring));
  }

  private paint(): void {
    const colours = this.data ? this.data.states.map((code) => (code === CONTESTED ? "rgba(0,0,0,0)" : colour(code))) : [];
    for (const layer of layers(INK[this.ink], colours, this.unknown)) {
      for (const [name, value] of Object.entries(layer.paint ?? {})) {
        this.sheet.setPaintProperty(layer.id, name as never, value as never, { validate: false });
      }
    }
    this.pictures();
  }

  places(places: Places, times: Times): void {
    const moved = this.data !== null && this.data.conflict !== places.conflict;
    this.data = places;
    this.times = times;
    this.shown = null;
    void this.ready.then(() => {
      if (this.data !== places) return;
      this.paint();
      this.source("places")?.setData(this.points(places));
      this.sheet.removeFeatureState({ source: "places" });
      if (moved) this.fit(false);
      this.laid = places;
      this.label();
      this.apply();
    });
  }

  names(names: readonly string[], ids: readonly string[]): void {
    this.called = names;
    this.ids = new Set(ids);
    void this.ready.then(() => {
      this.label();
      if (this.towns) this.layer("towns", this.towns);
      this.select(this.chosen);
    });
  }

  insides(insides: Insides): void {
    this.inside = insides;
    void this.ready.then(() => {
      if (this.data && this.wanted) this.source("sectors")?.setData(this.sectors(this.data, this.wanted[1]));
    });
  }

  /** Names lie in a source of their own: they come later than the marks, and only some places are ever named. */
  private label(): void {
    const { data, called } = this;
    if (!data || data !== this.laid) return;
    const named = firstZooms(data, 92, 26, LOW, HIGH);
    const features: Feature<Point>[] = [];
    for (let n = 0; n < called.length && n < data.size; n++) {
      if (!data.fixed[n]) continue;
      features.push({
        type: "Feature", id: n, geometry: { type: "Point", coordinates: [data.lon[n]!, data.lat[n]!] },
        properties: {
          name: called[n], r: size(data.population[n]!) * this.grown, named: named[n] === LOW ? 0 : named[n],
          order: -(data.claims[n]! * 2000 + data.population[n]!),
        },
      });
    }
    this.source("labels")?.setData({ type: "FeatureCollection", features });
  }

  private points(places: Places): FeatureCollection<Point> {
    const crowded = places.size > ROOMY;
    const drawn = crowded ? firstZooms(places, 7, 7, LOW, HIGH) : null;
    this.grown = crowded ? 1 : 1.45;
    const features: Feature<Point>[] = [];
    for (let n = 0; n < places.size; n++) {
      if (!places.fixed[n]) continue;
      features.push({
        type: "Feature", id: n, geometry: { type: "Point", coordinates: [places.lon[n]!, places.lat[n]!] },
        properties: {
          r: size(places.population[n]!) * this.grown,
          drawn: !drawn || drawn[n] === LOW ? 0 : drawn[n],
          order: -(places.claims[n]! * 2000 + places.population[n]!),
        },
      });
    }
    return { type: "FeatureCollection", features };
  }

  day(rows: Int32Array, day: number): void {
    this.wanted = [rows, day];
    void this.ready.then(() => this.apply());
  }

  private apply(): void {
    if (this.wanted && this.laid !== null && this.laid === this.data) this.differ(...this.wanted);
  }

  private differ(rows: Int32Array, day: number): void {
    const { data, times } = this;
    if (!data || !times || times.size !== rows.length) return;
    const contested = data.states.indexOf(CONTESTED);
    for (let n = 0; n < rows.length; n++) {
      if (this.shown && this.shown[n] === rows[n]) continue;
      const now = times.moment(rows[n]!);
      this.sheet.setFeatureState({ source: "places", id: n }, { s: now.state, p: now.p, hidden: now.state === contested });
    }
    this.shown = rows.slice();
    this.source("contested")?.setData(this.contested(data, times, rows, contested));
    this.source("sectors")?.setData(this.sectors(data, day));
    this.box.dataset["day"] = String(day);
  }

  private contested(data: Places, times: Times, rows: Int32Array, contested: number): FeatureCollection {
    const features: Feature[] = [];
    for (let n = 0; n < rows.length; n++) {
      const row = rows[n]!;
      if (row < 0 || data.stretches.state[row] !== contested || !data.fixed[n]) continue;
      features.push({
        type: "Feature", id: n, geometry: { type: "Point", coordinates: [data.lon[n]!, data.lat[n]!] },
        properties: { r: size(data.population[n]!) * this.grown, p: times.moment(row).p },
      });
    }
    return { type: "FeatureCollection", features };
  }

  private sectors(data: Places, day: number): FeatureCollection {
    const found = this.inside ? sectors(data, this.inside, day) : [];
    return {
      type: "FeatureCollection",
      features: found.map(({ rings, side }) => ({ type: "Feature", geometry: { type: "Polygon", coordinates: rings }, properties: { colour: colour(side) } })),
    };
  }

  select(place: number): void {
    const known = this.chosen;
    this.chosen = place;
    void this.ready.then(() => {
      const { data } = this;
      if (known !== place) this.sheet.setFilter("names", ["all", namedFrom, ["!=", ["id"], place]]);
      const [lat, lon] = [data?.lat[place] ?? NaN, data?.lon[place] ?? NaN];
      if (!data || Number.isNaN(lat) || Number.isNaN(lon)) {
        this.source("chosen")?.setData({ type: "FeatureCollection", features: [] });
        return;
      }
      this.source("chosen")?.setData({
        type: "Feature", geometry: { type: "Point", coordinates: [lon, lat] },
        properties: { r: size(data.population[place]!) * this.grown, name: this.called[place] ?? "" },
      });
      if (known === place) return;
      const seen = this.sheet.getBounds().contains([lon, lat]) && this.sheet.getZoom() >= 7;
      if (!seen) this.sheet.easeTo({ center: [lon, lat], zoom: Math.max(8.6, this.sheet.getZoom()), duration: calm() ? 0 : 500 });
    });
  }

  layer(name: Layer, data: FeatureCollection): void {
    if (name === "towns") this.towns = data;
    void this.ready.then(() => this.source(name)?.setData(name === "areas" ? coloured(data) : name === "towns" ? this.unnamed(data) : data));
  }

  /** Towns that are not among the places, in order of size, with the zoom from which each is named. */
  private unnamed(data: FeatureCollection): FeatureCollection {
    const features = data.features.filter((one) => !this.ids.has(String(one.id)));
    const at = features.map((one) => (one.geometry as Point).coordinates);
    const population = features.map((one) => Number(one.properties?.["population"] ?? 0));
    const columns = { lat: at.map((one) => one[1]!), lon: at.map((one) => one[0]!), population, claims: population.map(() => 0) };
    const named = firstZooms(columns, 150, 46, LOW, HIGH);
    return {
      type: "FeatureCollection",
      features: features.map((one, n) => ({ ...one, properties: { ...one.properties, named: named[n] === LOW ? 0 : named[n], order: n } })),
    };
  }

  theme(theme: Theme): void {
    this.ink = theme;
    void this.ready.then(() => this.paint());
  }

  fit(move = true): void {
    const box = this.data && extent(this.data);
    if (!box) return;
    this.sheet.fitBounds(box, { padding: margin(this.box), maxZoom: 9, duration: move && !calm() ? 500 : 0 });
  }

  zoom(by: number): void {
    this.sheet.zoomTo(this.sheet.getZoom() + by, { duration: calm() ? 0 : 200 });
  }

  remove(): void {
    this.sheet.remove();
    this.tip.remove();
  }
}

/** Ground in the colour of who holds it. */
function coloured(data: FeatureCollection): FeatureCollection {
  return {
    type: "FeatureCollection",
    features: data.features.map((one) => {
      const holder = String(one.properties?.["holder"] ?? "");
      const known = holder !== CONTESTED && holder !== UNKNOWN && holder !== "";
      return { ...one, properties: { ...one.properties, known, colour: known ? colour(holder) : "#8a8f98" } };
    }),
  };
}

/** Where a map begins that was told nothing: on the war, once it is known. */
function whole(box: HTMLElement): Partial<MapOptions> {
  const bounds = shown.peek() && extent(shown.peek()!);
  return bounds ? { bounds, fitBoundsOptions: { padding: margin(box), maxZoom: 9 } } : { center: [25, 30], zoom: 2 };
}

const margin = (box: HTMLElement): number => Math.min(60, box.clientWidth / 9);
const calm = (): boolean => matchMedia("(prefers-reduced-motion: reduce)").matches;
