// The map on a plain canvas, for browsers without WebGL: the same ground, marks and states; drag, wheel, click.
import type { FeatureCollection, Position } from "geojson";

import type { Places } from "../api/columns";
import type { Insides } from "../api/types";
import { colour, CONTESTED, UNKNOWN } from "../state/record";
import type { Theme } from "../state/theme";
import { type Camera, extent, type Face, type Layer, type Listener, size, stripes } from "./face";
import { type Ground, ground } from "./ground";
import { INK } from "./ink";
import { INKS, REPORTS } from "./roads";
import { sectors } from "./sectors";
import { firstZooms, type Times } from "./times";

type Line = Float32Array; // x, y in turns of the world, Mercator

const mercatorX = (lon: number): number => (lon + 180) / 360;
function mercatorY(lat: number): number {
  const sine = Math.sin((Math.min(85, Math.max(-85, lat)) * Math.PI) / 180);
  return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
}

function lines(data: FeatureCollection): Line[] {
  const out: Line[] = [];
  const walk = (part: unknown): void => {
    const list = part as Position[] | unknown[];
    if (Array.isArray(list[0]) && typeof (list[0] as Position)[0] === "number") {
      const line = new Float32Array(list.length * 2);
      (list as Position[]).forEach(([lon, lat], n) => {
        line[2 * n] = mercatorX(lon!);
        line[2 * n + 1] = mercatorY(lat!);
      });
      out.push(line);
    } else for (const inner of list) walk(inner);
  };
  for (const { geometry } of data.features) if (geometry && "coordinates" in geometry) walk(geometry.coordinates);
  return out;
}

export class PlainMap implements Face {
  private readonly canvas = document.createElement("canvas");
  private readonly watch: ResizeObserver;
  private world: Record<keyof Ground, Line[]> | null = null;
  private units: Line[] = [];
  private roads: [string, Line[]][] = [];
  private data: Places | null = null;
  private times: Times | null = null;
  private rows: Int32Array | null = null;
  private named: Uint8Array | null = null;
  private called: readonly string[] = [];
  private inside: Insides | null = null;
  private today = 0;
  private chosen = -1;
  private due = false;
  private camera: Camera;

  constructor(private readonly box: HTMLElement, private ink: Theme, private readonly listener: Listener, camera: Camera | null) {
    this.camera = camera ?? { lon: 25, lat: 30, zoom: 2 };
    this.canvas.className = "plain-map";
    this.canvas.tabIndex = 0;
    this.canvas.setAttribute("role", "img");
    this.canvas.setAttribute("aria-label", "Map of the places; the list beside it says the same in words");
    box.append(this.canvas);
    this.watch = new ResizeObserver(() => this.ask());
    this.watch.observe(box);
    this.listen();
    void ground().then((all) => {
      this.world = { land: lines(all.land), borders: lines(all.borders), lakes: lines(all.lakes), rivers: lines(all.rivers) };
      this.ask();
    });
  }

  private listen(): void {
    let from: { x: number; y: number; moved: boolean } | null = null;
    this.canvas.addEventListener("pointerdown", (event) => {
      from = { x: event.clientX, y: event.clientY, moved: false };
      this.canvas.setPointerCapture(event.pointerId);
    });
    this.canvas.addEventListener("pointermove", (event) => {
      if (!from) return;
      const [dx, dy] = [event.clientX - from.x, event.clientY - from.y];
      if (!from.moved && Math.hypot(dx, dy) < 4) return;
      from = { x: event.clientX, y: event.clientY, moved: true };
      this.pan(dx, dy);
    });
    this.canvas.addEventListener("pointerup", (event) => {
      if (from && !from.moved) this.click(event.offsetX, event.offsetY);
      else if (from) this.listener.moved(this.camera);
      from = null;
    });
    this.canvas.addEventListener("wheel", (event) => {
      event.preventDefault();
      this.zoom(event.deltaY < 0 ? 0.4 : -0.4);
    }, { passive: false });
    this.canvas.addEventListener("keydown", (event) => {
      const by = { ArrowLeft: [80, 0], ArrowRight: [-80, 0], ArrowUp: [0, 80], ArrowDown: [0, -80] }[event.key];
      if (by) this.pan(by[0]!, by[1]!);
      else if (event.key === "+" || event.key === "=") this.zoom(1);
      else if (event.key === "-") this.zoom(-1);
      else return;
      event.preventDefault();
    });
  }

  private get scale(): number {
    return 512 * 2 ** this.camera.zoom;
  }

  private at(lon: number, lat: number): [number, number] {
    const [width, height] = [this.box.clientWidth, this.box.clientHeight];
    return [
      (mercatorX(lon) - mercatorX(this.camera.lon)) * this.scale + width / 2,
      (mercatorY(lat) - mercatorY(this.camera.lat)) * this.scale + height / 2,
    ];
  }

  private pan(dx: number, dy: number): void {
    const y = mercatorY(this.camera.lat) - dy / this.scale;
    this.camera = {
      ...this.camera, lon: this.camera.lon - (dx / this.scale) * 360,
      lat: (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI,
    };
    this.ask();
  }

  private click(x: number, y: number): void {
    const { data } = this;
    if (!data) return;
    let [best, least] = [-1, 16];
    for (let n = 0; n < data.size; n++) {
      if (!data.fixed[n]) continue;
      const [px, py] = this.at(data.lon[n]!, data.lat[n]!);
      const far = Math.hypot(px - x, py - y);
      if (far < least) [best, least] = [n, far];
    }
    if (best >= 0) this.listener.chosen(best);
  }

  private ask(): void {
    if (this.due) return;
    this.due = true;
    requestAnimationFrame(() => {
      this.due = false;
      this.draw();
    });
  }

  private draw(): void {
    const [width, height, ratio] = [this.box.clientWidth, this.box.clientHeight, devicePixelRatio || 1];
    const pen = this.canvas.getContext("2d");
    if (!pen || !width || !height) return;
    this.canvas.width = width * ratio;
    this.canvas.height = height * ratio;
    pen.scale(ratio, ratio);
    const ink = INK[this.ink];
    pen.fillStyle = ink.sea;
    pen.fillRect(0, 0, width, height);
    if (this.world) {
      this.trace(pen, this.world.land, width, height, ink.land, null, 0);
      this.trace(pen, this.world.lakes, width, height, ink.sea, null, 0);
      this.trace(pen, this.world.rivers, width, height, null, ink.river, 1);
      this.trace(pen, this.units, width, height, null, ink.unit, 0.8);
      this.trace(pen, this.world.borders, width, height, null, ink.border, 1);
    }
    for (const [kind, all] of this.roads) {
      const known = REPORTS.find((one) => one === kind);
      pen.setLineDash(known ? (INKS[known].dash ?? []).map((one) => one * 3) : []);
      this.trace(pen, all, width, height, null, known ? INKS[known][this.ink] : ink.road, known ? 3 : 1);
    }
    pen.setLineDash([]);
    this.parts(pen, width, height);
    this.marks(pen, width, height);
    this.box.dataset["settled"] = "true";
  }

  private trace(
    pen: CanvasRenderingContext2D, all: Line[], width: number, height: number, fill: string | null, stroke: string | null, wide: number,
  ): void {
    const { scale } = this;
    const left = mercatorX(this.camera.lon) - width / 2 / scale;
    const top = mercatorY(this.camera.lat) - height / 2 / scale;
    pen.beginPath();
    for (const line of all) {
      let [low, high, up, down] = [9, -9, 9, -9];
      for (let n = 0; n < line.length; n += 2) {
        low = Math.min(low, line[n]!);
        high = Math.max(high, line[n]!);
        up = Math.min(up, line[n + 1]!);
        down = Math.max(down, line[n + 1]!);
      }
      if (high < left || low > left + width / scale || down < top || up > top + height / scale) continue;
      let [px, py] = [NaN, NaN];
      for (let n = 0; n < line.length; n += 2) {
        const [x, y] = [(line[n]! - left) * scale, (line[n + 1]! - top) * scale];
        if (n && Math.abs(x - px) < 0.7 && Math.abs(y - py) < 0.7 && n < line.length - 2) continue;
        if (n) pen.lineTo(x, y);
        else pen.moveTo(x, y);
        [px, py] = [x, y];
      }
    }
    if (fill) {
      pen.fillStyle = fill;
      pen.fill("evenodd");
    }
    if (stroke) {
      pen.strokeStyle = stroke;
      pen.lineWidth = wide;
      pen.stroke();
    }
  }

  private parts(pen: CanvasRenderingContext2D, width: number, height: number): void {
    if (!this.data || !this.inside || this.camera.zoom < 6) return;
    for (const { rings, side } of sectors(this.data, this.inside, this.today)) {
      const outline: FeatureCollection = { type: "FeatureCollection", features: [{ type: "Feature", properties: {}, geometry: { type: "Polygon", coordinates: rings } }] };
      this.trace(pen, lines(outline), width, height, colour(side), INK[this.ink].rim, 1);
    }
  }

  private marks(pen: CanvasRenderingContext2D, width: number, height: number): void {
    const { data, times, rows } = this;
    if (!data || !times || !rows) return;
    const ink = INK[this.ink];
    const [a, b] = stripes(data);
    const grow = Math.min(2.1, Math.max(0.42, 0.42 + (this.camera.zoom - 4) * 0.145));
    const names: [number, number, number, number][] = [];
    for (let n = 0; n < rows.length; n++) {
      if (!data.fixed[n]) continue;
      const [x, y] = this.at(data.lon[n]!, data.lat[n]!);
      if (x < -20 || y < -20 || x > width + 20 || y > height + 20) continue;
      const now = times.moment(rows[n]!);
      const code = now.state < 0 ? UNKNOWN : data.states[now.state]!;
      const r = size(data.population[n]!) * grow;
      pen.beginPath();
      pen.arc(x, y, r, 0, 2 * Math.PI);
      pen.globalAlpha = code === UNKNOWN ? 0.6 : Math.max(0.3, now.p);
      if (code === CONTESTED) {
        pen.fillStyle = a;
        pen.fill();
        pen.beginPath();
        pen.arc(x, y, r, -Math.PI / 4, (Math.PI * 3) / 4);
        pen.fillStyle = b;
        pen.fill();
      } else if (code !== UNKNOWN) {
        pen.fillStyle = colour(code);
        pen.fill();
      }
      pen.globalAlpha = 1;
      pen.strokeStyle = n === this.chosen || code === CONTESTED ? ink.ring : code === UNKNOWN ? ink.unknown : colour(code);
      pen.lineWidth = n === this.chosen ? 3 : 1;
      pen.stroke();
      if (n === this.chosen || (this.named && this.named[n]! <= this.camera.zoom)) names.push([n, x, y, r]);
    }
    pen.font = "12px system-ui, sans-serif";
    pen.textBaseline = "middle";
    pen.lineWidth = 3;
    for (const [n, x, y, r] of names) {
      pen.strokeStyle = ink.halo;
      pen.strokeText(this.called[n] ?? "", x + r + 4, y);
      pen.fillStyle = ink.text;
      pen.fillText(this.called[n] ?? "", x + r + 4, y);
    }
  }

  places(places: Places, times: Times): void {
    const first = this.data?.conflict !== places.conflict;
    this.data = places;
    this.times = times;
    this.named = firstZooms(places, 92, 26, 3, 12);
    if (first) this.fit();
    this.ask();
  }

  day(rows: Int32Array, day: number): void {
    this.rows = rows.slice();
    this.today = day;
    this.box.dataset["day"] = String(day);
    this.ask();
  }

  names(names: readonly string[]): void {
    this.called = names;
    this.ask();
  }

  insides(insides: Insides): void {
    this.inside = insides;
    this.ask();
  }

  select(place: number): void {
    this.chosen = place;
    this.ask();
  }

  layer(name: Layer, data: FeatureCollection): void {
    if (name === "boundaries") this.units = lines(data);
    if (name === "roads") {
      this.roads = ["none", ...REPORTS].map((kind): [string, Line[]] => [kind, lines({ ...data, features: data.features.filter((one) => one.properties?.["road"] === kind) })]);
    }
    this.ask();
  }

  theme(theme: Theme): void {
    this.ink = theme;
    this.ask();
  }

  fit(): void {
    const box = this.data && extent(this.data);
    if (!box) return;
    const [west, south, east, north] = box;
    const wide = Math.max(mercatorX(east) - mercatorX(west), 0.002);
    const tall = Math.max(mercatorY(south) - mercatorY(north), 0.002);
    const zoom = Math.log2(Math.min(this.box.clientWidth / wide, this.box.clientHeight / tall) / 512 / 1.15);
    this.camera = { lon: (west + east) / 2, lat: (south + north) / 2, zoom: Math.min(9, Math.max(1.5, zoom)) };
    this.ask();
  }

  zoom(by: number): void {
    this.camera = { ...this.camera, zoom: Math.min(13, Math.max(1.5, this.camera.zoom + by)) };
    this.listener.moved(this.camera);
    this.ask();
  }

  remove(): void {
    this.watch.disconnect();
    this.canvas.remove();
  }
}
