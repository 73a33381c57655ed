import { userFailure } from '../model/failure.ts';
import { type ByteString, isByteString } from './bytes.ts';
import { lowerName } from './header-map.ts';
import type { Header } from './types.ts';

/** Refuses text with characters above U+00FF: bytes are expected, one per character. */
export function byteStringFor(text: string, where: string): ByteString {
  if (isByteString(text)) return text;
  throw userFailure({
    what: `found a character above U+00FF in ${JSON.stringify(text)}, expected bytes, one per character`,
    where,
    hint: 'bytesFromText(text) gives the UTF-8 bytes',
  });
}

/** A list of the caller's headers: names lower-cased, values checked, the caller's list left alone. */
export function checkedHeaders(headers: readonly (readonly [string, string])[], where: string): Header[] {
  const result: Header[] = [];
  for (const entry of headers) {
    const name = lowerName(entry[0]);
    if (!isByteString(name) || !isByteString(entry[1])) byteStringFor(name + entry[1], where);
    result.push(name === entry[0] ? entry : [name, entry[1]]);
  }
  return result;
}
