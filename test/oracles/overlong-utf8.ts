import type { Oracle } from './oracle.ts';
import { decodeLoosely, foldBackslashes, mergeSlashes, pathOf, resolveDots } from './reading.ts';

/** Reads UTF-8 without any check: the length from the first byte, six bits of each that follows, whatever it is. */
export function decodeCarelessUtf8(bytes: string): string {
  let out = '';
  for (let at = 0; at < bytes.length; at++) {
    const first = bytes.charCodeAt(at);
    const more =
      first < 0xc0 || first > 0xfd ? 0 : first < 0xe0 ? 1 : first < 0xf0 ? 2 : first < 0xf8 ? 3 : first < 0xfc ? 4 : 5;
    let code = more === 0 ? first : first & (0x3f >> more);
    for (let next = 1; next <= more; next++) code = code * 64 + (bytes.charCodeAt(at + next) & 0x3f);
    if (more === 0 || code > 0x7f || at + more >= bytes.length) {
      out += bytes.slice(at, at + more + 1);
    } else {
      out += String.fromCharCode(code);
    }
    at += more;
  }
  return out;
}

export const overlongUtf8: Oracle = {
  id: 'overlong-utf8',
  of: 'decoders that read UTF-8 without the check of RFC 3629 3 (IIS 4 and 5, CVE-2000-0884; Tomcat on old Java, CVE-2008-2938)',
  read: (target) =>
    resolveDots(mergeSlashes(foldBackslashes(decodeCarelessUtf8(decodeLoosely(pathOf(target))))), 'drop'),
};
