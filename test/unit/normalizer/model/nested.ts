// Envoy's rule for escapes that appear by decoding (its path canonicalizer is Chromium's): while unreserved escapes are decoded,
// the last "%" of the output that began no escape is remembered. Once a decoded byte stands one or two places behind it, and
// with it, or with it and the next input byte, an escape would be there, that "%" is written as "%25".

const escape = /^%[\da-f]{2}$/i;

/** Step decode-unreserved. */
export function decodeUnreserved(path: string): string {
  let output = '';
  let loose: number | undefined;
  for (let at = 0; at < path.length;) {
    const token = path.slice(at, at + 3);
    const byte = escape.test(token) ? String.fromCharCode(Number.parseInt(token.slice(1), 16)) : undefined;
    if (byte === undefined) {
      if (path[at] === '%') loose = output.length;
      output += path[at];
      at++;
    } else if (/[A-Za-z0-9\-._~]/.test(byte)) {
      at += 3;
      output = guarded(output + byte, loose, path.charAt(at));
    } else {
      output += token;
      at += 3;
    }
  }
  return output;
}

function guarded(output: string, loose: number | undefined, next: string): string {
  if (loose === undefined) return output;
  const behind = output.slice(loose);
  const completed = behind.length === 2 ? behind + next : behind;
  return escape.test(completed) ? `${output.slice(0, loose)}%25${behind.slice(1)}` : output;
}
