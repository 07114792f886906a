// Calendar days as whole numbers since 1970-01-01, and how days and moments are written for people.
const DAY = 86_400_000;
const SHORT = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

export const number = (iso: string): number => Math.round(Date.parse(`${iso.slice(0, 10)}T00:00:00Z`) / DAY);
export const iso = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);
export const valid = (text: string | null): text is string =>
  text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));

/** "8 Oct 2024", the same in every browser, so that a shared link and a print say one thing. */
export function day(text: string | null | undefined): string {
  if (!text) return "";
  const [year, month, date] = text.slice(0, 10).split("-");
  return `${Number(date)} ${SHORT[Number(month) - 1] ?? "?"} ${year}`;
}

/** "8 Oct 2024, 06:10 UTC"; midnight counts as a day without a time. */
export function moment(text: string | null | undefined): string {
  if (!text) return "";
  const at = new Date(text);
  const iso_ = at.toISOString();
  const clock = iso_.slice(11, 16);
  return clock === "00:00" ? day(iso_) : `${day(iso_)}, ${clock} UTC`;
}

export function span(start: string | null, end: string | null): string {
  if (start && start === end) return day(start);
  if (start && end) return `${day(start)} – ${day(end)}`;
  if (start) return `from ${day(start)}`;
  return end ? `until ${day(end)}` : "";
}

export const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));
