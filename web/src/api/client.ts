// Asks the server that the page came from, and no other.
import { lies, Missing, snapshot, told } from "./snapshot";
import type * as api from "./types";

export class Trouble extends Error {
  constructor(readonly status: number, message: string, readonly remedy: string) {
    super(message);
  }
}

type Value = string | number | null | undefined;
type Terms = Record<string, Value | string[]>;

function address(path: string, terms: Terms): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(terms)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== null && one !== undefined && one !== "") query.append(name, String(one));
    }
  }
  const text = query.toString();
  return text ? `/api/${path}?${text}` : `/api/${path}`;
}

async function answer<T>(response: Response): Promise<T> {
  if (response.ok) return (await response.json()) as T;
  let told: { error?: string; remedy?: string } = {};
  try {
    told = (await response.json()) as typeof told;
  } catch {
    // The body is no JSON; the status line says enough.
  }
  throw new Trouble(response.status, told.error ?? `The server answered ${response.status}.`, told.remedy ?? "");
}

async function asked(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new Trouble(0, "The server does not answer.", "Is outskirts serve still running?");
  }
}

/** Any answer of the API. `terms` that are empty are left out; a list is a term given several times. */
export async function get<T>(path: string, terms: Terms = {}, signal?: AbortSignal): Promise<T> {
  if (snapshot) return fromFiles<T>(path, terms, signal);
  return answer<T>(await asked(address(path, terms), { headers: { Accept: "application/json" }, signal: signal ?? null }));
}

async function fromFiles<T>(path: string, terms: Terms, signal?: AbortSignal): Promise<T> {
  try {
    const found = (await told(path, terms)) as T;
    signal?.throwIfAborted();
    return found;
  } catch (error) {
    if (!(error instanceof Missing)) throw error;
    throw new Trouble(404, "This snapshot does not hold that.", "Ask whoever made it, or run outskirts serve on the ledger.");
  }
}

export async function review(sent: api.Review, token: string): Promise<api.Reviewed> {
  const headers = { "Content-Type": "application/json", Authorization: `Bearer ${token}` };
  return answer<api.Reviewed>(await asked("/api/review", { method: "POST", headers, body: JSON.stringify(sent) }));
}

/** Where a file of the API is to be had. */
export const fileAddress = snapshot ? lies : address;
