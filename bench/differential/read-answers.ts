/** What became of a request. */
export interface Answer {
  /** Null when the connection was closed instead. */
  readonly status: number | null;
  /** The path that stood behind all filters, null when it did not get there. */
  readonly path: string | null;
}

/**
 * Takes every whole HTTP/1.1 response with a Content-Length off the front of `text` (a byte a character) and adds it to
 * `answers`, up to one that ends the connection.
 */
export function readAnswers(text: string, answers: Answer[]): { readonly rest: string; readonly last: boolean } {
  let at = 0;
  for (;;) {
    const end = text.indexOf('\r\n\r\n', at);
    if (end < 0) return { rest: text.slice(at), last: false };
    const head = text.slice(at, end);
    const length = field(head, 'content-length');
    if (!head.startsWith('HTTP/1.1 ') || length === null) throw new Error(`not an answer of Envoy: ${head}`);
    const next = end + 4 + Number(length);
    if (next > text.length) return { rest: text.slice(at), last: false };
    const status = Number(head.slice(9, 12));
    answers.push({ status, path: status === 200 ? field(head, 'x-path') : null });
    at = next;
    if (field(head, 'connection') === 'close') return { rest: '', last: true };
  }
}

function field(head: string, name: string): string | null {
  const start = head.indexOf(`\r\n${name}: `);
  if (start < 0) return null;
  const value = start + name.length + 4;
  const end = head.indexOf('\r\n', value);
  return head.slice(value, end < 0 ? undefined : end);
}
