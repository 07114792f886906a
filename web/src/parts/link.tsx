import type { ComponentChildren, JSX } from "preact";

import { go, written } from "../state/address";

interface Given {
  href: string; children?: ComponentChildren; class?: string; "aria-label"?: string | undefined; "aria-current"?: "page" | undefined;
}

/** A link inside the app: followed without loading the page, unless a key asks for a new tab. */
export function Link({ href, children, ...rest }: Given): JSX.Element {
  const follow = (event: MouseEvent): void => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(href);
  };
  return <a {...rest} href={written(href)} onClick={follow}>{children}</a>;
}

/** A link to a source on the web: opened by the reader's own click only, and told nothing of this page. */
export function Outside({ href, children }: { href: string | null; children: ComponentChildren }): JSX.Element {
  const safe = href !== null && /^https?:\/\//i.test(href);
  return safe ? <a href={href} target="_blank" rel="noopener noreferrer external">{children}</a> : <>{children}</>;
}
