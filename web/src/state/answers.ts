// A component's question to the API: asked when its terms change, the last answer stays on show while the next is
// awaited, and what was asked before is remembered until the record changes.
import { useEffect, useRef, useState } from "preact/hooks";

import { get, Trouble } from "../api/client";
import { revision } from "./record";

export interface Answer<T> { data: T | null; trouble: Trouble | null; busy: boolean }
export type Question = Record<string, string | number | null | undefined | string[]>;

const REMEMBERED = 60;
const remembered = new Map<string, unknown>();

function remember(key: string, value: unknown): void {
  remembered.delete(key);
  remembered.set(key, value);
  const oldest = remembered.keys().next().value;
  if (remembered.size > REMEMBERED && oldest !== undefined) remembered.delete(oldest);
}

/** Asks `path` with `terms`; null as path asks nothing. */
export function useAnswer<T>(path: string | null, terms: Question = {}): Answer<T> {
  const key = path === null ? null : JSON.stringify([path, terms, revision.value]);
  const [answer, setAnswer] = useState<Answer<T>>(() => start<T>(key));
  const shown = useRef(path);
  useEffect(() => {
    if (key === null || path === null) return;
    if (remembered.has(key)) {
      setAnswer({ data: remembered.get(key) as T, trouble: null, busy: false });
      shown.current = path;
      return;
    }
    const asking = new AbortController();
    const same = shown.current === path;
    shown.current = path;
    setAnswer((before) => ({ data: same ? before.data : null, trouble: null, busy: true }));
    get<T>(path, terms, asking.signal).then(
      (data) => {
        remember(key, data);
        setAnswer({ data, trouble: null, busy: false });
      },
      (error: unknown) => {
        if (asking.signal.aborted) return;
        const told = error instanceof Trouble ? error : new Trouble(0, String(error), "");
        setAnswer({ data: null, trouble: told, busy: false });
      },
    );
    return () => asking.abort();
  }, [key]);
  return answer;
}

function start<T>(key: string | null): Answer<T> {
  if (key !== null && remembered.has(key)) return { data: remembered.get(key) as T, trouble: null, busy: false };
  return { data: null, trouble: null, busy: key !== null };
}
