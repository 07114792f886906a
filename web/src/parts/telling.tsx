// What a view says while it waits, when it finds nothing, and when something is wrong.
import type { ComponentChildren, JSX } from "preact";

import type { Trouble } from "../api/client";
import { count } from "../state/text";

export function Busy({ rows = 4 }: { rows?: number }): JSX.Element {
  return (
    <div class="busy" role="status">
      <span class="hidden">Loading …</span>
      {Array.from({ length: rows }, (_, n) => <div key={n} class="bone" aria-hidden="true" />)}
    </div>
  );
}

export function Wrong({ trouble }: { trouble: Trouble }): JSX.Element {
  return (
    <div class="notice" role="alert">
      <strong>{trouble.message}</strong>
      {trouble.remedy && <p>{trouble.remedy}</p>}
    </div>
  );
}

export function Empty({ title, children }: { title: string; children?: ComponentChildren }): JSX.Element {
  return (
    <div class="empty">
      <p class="empty-title">{title}</p>
      {children}
    </div>
  );
}

interface Paging { total: number; page: number; size: number; go: (page: number) => void }

export function Pager({ total, page, size, go }: Paging): JSX.Element | null {
  const pages = Math.ceil(total / size);
  if (pages < 2) return null;
  return (
    <nav class="pager" aria-label="Pages">
      <button type="button" class="quiet" disabled={page <= 1} onClick={() => go(page - 1)}>Previous</button>
      <span class="num">Page {count(page)} of {count(pages)}</span>
      <button type="button" class="quiet" disabled={page >= pages} onClick={() => go(page + 1)}>Next</button>
    </nav>
  );
}
