import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";

import { Icon } from "./marks";

interface Given { label: string; value: string; find: (text: string) => void }

/** A field that asks when the hand rests or Enter is pressed. */
export function SearchBox({ label, value, find }: Given): JSX.Element {
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  useEffect(() => {
    if (typed === value) return;
    const timer = setTimeout(() => find(typed.trim()), 250);
    return () => clearTimeout(timer);
  }, [typed]);
  return (
    <form class="search-box" role="search" onSubmit={(event) => { event.preventDefault(); find(typed.trim()); }}>
      <Icon name="search" />
      <input type="search" aria-label={label} placeholder={label} value={typed} onInput={(event) => setTyped(event.currentTarget.value)} />
    </form>
  );
}
