// How many claims a day, as bars over a slider: where the record is thick, and where it is thin.
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";

import { theme } from "../state/theme";

interface Given { days: readonly number[]; counts: readonly number[]; first: number; last: number; at: number | null }

function binned({ days, counts, first, last }: Given, bins: number): Float64Array {
  const out = new Float64Array(bins);
  const span = Math.max(1, last - first + 1);
  for (let n = 0; n < days.length; n++) {
    const day = days[n]!;
    if (day < first || day > last) continue;
    out[Math.min(bins - 1, Math.floor(((day - first) / span) * bins))]! += counts[n]!;
  }
  return out;
}

export function Bars(given: Given): JSX.Element {
  const canvas = useRef<HTMLCanvasElement>(null);
  const shade = theme.value;
  useEffect(() => {
    const sheet = canvas.current;
    if (!sheet) return;
    const draw = (): void => paint(sheet, given);
    draw();
    const watch = new ResizeObserver(draw);
    watch.observe(sheet);
    return () => watch.disconnect();
  }, [given.days, given.counts, given.first, given.last, given.at, shade]);
  return <canvas ref={canvas} class="bars" aria-hidden="true" />;
}

function paint(sheet: HTMLCanvasElement, given: Given): void {
  const [width, height] = [sheet.clientWidth, sheet.clientHeight];
  const draw = sheet.getContext("2d");
  if (!width || !height || !draw) return;
  const scale = devicePixelRatio || 1;
  sheet.width = width * scale;
  sheet.height = height * scale;
  draw.scale(scale, scale);
  const styles = getComputedStyle(sheet);
  const [past, ahead] = [styles.getPropertyValue("--bar"), styles.getPropertyValue("--bar-ahead")];
  const step = 3;
  const bins = Math.max(1, Math.floor(width / step));
  const values = binned(given, bins);
  const most = Math.max(1, ...values);
  const span = Math.max(1, given.last - given.first + 1);
  const now = given.at === null ? bins : Math.floor(((given.at - given.first) / span) * bins);
  for (let n = 0; n < bins; n++) {
    if (!values[n]) continue;
    const tall = Math.max(1.5, Math.sqrt(values[n]! / most) * (height - 1));
    draw.fillStyle = n <= now ? past : ahead;
    draw.fillRect(n * (width / bins), height - tall, Math.max(1, width / bins - 1), tall);
  }
}
