// The head of every page: the war, the search, the views, the theme.
import type { JSX } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";

import { get } from "../api/client";
import type { Found } from "../api/types";
import { Link } from "../parts/link";
import { Icon } from "../parts/marks";
import * as address from "../state/address";
import { conflict, conflicts, knownAt } from "../state/record";
import { count, counted } from "../state/text";
import { theme, turn } from "../state/theme";

const NAMES: Record<(typeof address.VIEWS)[number], string> = {
  map: "Map", reports: "Reports", claims: "Claims", disputes: "Disputes", voices: "Voices", compare: "Compare", review: "Review",
};

export function Top(): JSX.Element {
  const { view } = address.where.value;
  const here = view === "place" ? "map" : view;
  return (
    <header class="top">
      <Link class="brand" href={address.to("/")}><svg viewBox="0 0 32 32" width="22" height="22" aria-hidden="true"><circle cx="16" cy="16" r="10" class="ring" /><path d="M23 9a10 10 0 0 1 0 14" class="edge" /></svg>Outskirts</Link>
      <Wars />
      <Search />
      <nav class="views" aria-label="Views">
        {address.VIEWS.map((one) => (
          <Link key={one} href={address.to(one === "map" ? "/" : `/${one}`)} aria-current={one === here ? "page" : undefined}>{NAMES[one]}</Link>
        ))}
      </nav>
      <button type="button" class="round plain theme" aria-label={theme.value === "dark" ? "Light colours" : "Dark colours"} onClick={turn}><Icon name={theme.value === "dark" ? "sun" : "moon"} /></button>
    </header>
  );
}

function Wars(): JSX.Element | null {
  const all = conflicts.value;
  const now = conflict.value;
  if (!all || !now) return null;
  const listed = all.filter((one) => one.claims > 0 || one.id === now.id);
  if (listed.length < 2) return <span class="war">{now.name}</span>;
  return (
    <select class="war" aria-label="Conflict" value={now.id} onChange={(event) => address.go(address.to("/", { conflict: event.currentTarget.value, on: null, known_at: null }))}>
      {listed.map((one) => <option key={one.id} value={one.id}>{one.name}</option>)}
    </select>
  );
}

interface Hit { href: string; label: string; note: string }

function hits(found: Found, typed: string): Hit[] {
  const out: Hit[] = found.places.slice(0, 7).map(({ place, claims, conflict: war }) => ({
    href: war && war !== conflict.peek()?.id ? address.place(place.id, { conflict: war, on: null, known_at: null }) : address.place(place.id),
    label: place.name, note: [place.admin1, place.country, counted(claims, "claim")].filter(Boolean).join(" · "),
  }));
  if (found.claims_total > 0) out.push({ href: address.to("/claims", { q: typed }), label: `“${typed}” in claims`, note: count(found.claims_total) });
  for (const one of found.reports.slice(0, 4)) out.push({ href: address.report(one.id), label: one.title || "Untitled report", note: one.outlet });
  return out;
}

function Search(): JSX.Element {
  const [typed, setTyped] = useState("");
  const [found, setFound] = useState<Hit[] | null>(null);
  const [at, setAt] = useState(0);
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  useEffect(() => {
    const words = typed.trim();
    setAt(0);
    if (words.length < 2) {
      setFound(null);
      return;
    }
    const asking = new AbortController();
    const timer = setTimeout(() => {
      get<Found>("search", { q: words, conflict: conflict.peek()?.id, known_at: knownAt.peek() }, asking.signal)
        .then((all) => setFound(hits(all, words)), () => { if (!asking.signal.aborted) setFound([]); });
    }, 120);
    return () => {
      clearTimeout(timer);
      asking.abort();
    };
  }, [typed]);
  useEffect(() => {
    const slash = (event: KeyboardEvent): void => {
      if (event.key !== "/" || /^(INPUT|TEXTAREA|SELECT)$/.test((event.target as HTMLElement).tagName)) return;
      event.preventDefault();
      field.current?.focus();
    };
    addEventListener("keydown", slash);
    return () => removeEventListener("keydown", slash);
  }, []);
  const take = (hit: Hit | undefined): void => {
    if (!hit) return;
    setTyped("");
    setFound(null);
    field.current?.blur();
    address.go(hit.href);
  };
  const onKey = (event: KeyboardEvent): void => {
    const size = found?.length ?? 0;
    if (event.key === "ArrowDown" && size) setAt((at + 1) % size);
    else if (event.key === "ArrowUp" && size) setAt((at + size - 1) % size);
    else if (event.key === "Enter") take(found?.[at]);
    else if (event.key === "Escape") setTyped("");
    else return;
    event.preventDefault();
  };
  return (
    <div class="search" role="search">
      <Icon name="search" />
      <input
        ref={field} type="text" role="combobox" aria-label="Search places, claims and reports" placeholder="Search a place or words" autocomplete="off"
        aria-expanded={found !== null} aria-controls={id} aria-autocomplete="list" aria-activedescendant={found?.length ? `${id}-${at}` : undefined}
        value={typed} onInput={(event) => setTyped(event.currentTarget.value)} onKeyDown={onKey} onBlur={() => setTimeout(() => setFound(null), 150)}
      />
      {found !== null && (
        <ul class="hits" role="listbox" id={id} aria-label="Found">
          {found.map((one, n) => (
            <li key={one.href} id={`${id}-${n}`} role="option" aria-selected={n === at} onPointerDown={(event) => { event.preventDefault(); take(one); }}>
              <span>{one.label}</span><span class="faint num">{one.note}</span>
            </li>
          ))}
          {found.length === 0 && <li role="option" aria-selected="false" aria-disabled="true" class="faint">Nothing found</li>}
        </ul>
      )}
    </div>
  );
}
