/** What can carry a path to a filter of a real Envoy: its codecs refuse the rest, and so it is nothing that a filter meets. */
export type Carrier = 'h1' | 'h2' | 'none';

/** HTTP/1.1 carries printable ASCII, HTTP/2 also bytes from 0x80 on; both want a leading slash. */
export function carrierOf(path: string): Carrier {
  if (/^\/[\x21-\x7e]*$/.test(path)) return 'h1';
  return /^\/[\x21-\x7e\x80-\xff]*$/.test(path) ? 'h2' : 'none';
}

/** HTTP/1.1 would carry another path: white space ends the request target there (RFC 9112 3), and Envoy skips it at the end. */
export const splitsRequestLine = (path: string): boolean => /[\t-\r ]/.test(path);

/** What the connection manager leaves of a path before any filter sees it. */
export const withoutFragment = (path: string): string => path.replace(/#.*$/s, '');
