import type { WireTrouble } from './fault.ts';

/** One answer of a server, or why there is none. */
export interface WireResponse {
  /** Status code, null when no complete header block arrived. */
  readonly status: number | null;
  /** Set when the exchange did not end well; with a status, the body is what had arrived by then. */
  readonly error?: WireTrouble;
  /** What the socket, TLS or HTTP/2 layer said about `error`. */
  readonly detail?: string;
  /** In the order of arrival, names as sent, values as latin1 strings (one character a byte). HTTP/2 pseudo headers are left out. */
  readonly headers: readonly (readonly [string, string])[];
  /** Latin1 string: one character a byte. */
  readonly body: string;
}

/** The first value of a header, by a name in any case. */
export function headerOf(response: WireResponse, name: string): string | undefined {
  const wanted = name.toLowerCase();
  return response.headers.find(([found]) => found.toLowerCase() === wanted)?.[1];
}
