import type { Oracle, Segments } from './oracle.ts';
import { decodeLoosely, segmentsOf } from './reading.ts';

/** Node's own parser is the judge. */
function pathname(text: string, base?: string): Segments | null {
  return URL.canParse(text, base) ? segmentsOf(new URL(text, base).pathname).map(decodeLoosely) : null;
}

export const whatwgUrl: Oracle = {
  id: 'whatwg-url',
  of: 'what builds a URL from the target and reads its path (new URL, WHATWG URL Standard): "\\" is a slash, %2e a dot',
  read: (target) => pathname(`http://back.end${asText(target)}`),
};

export const relativeUrl: Oracle = {
  id: 'relative-url',
  of: 'what resolves the target against a base (new URL(req.url, base), parse_url of PHP): "//x" names a host',
  read: (target) => pathname(asText(target), 'http://back.end/'),
};

/** Raw bytes from 0x80 on as escapes: a parser of text would encode them twice. */
const asText = (target: string): string =>
  target.replace(/[\x80-\xff]/g, (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase()}`);
