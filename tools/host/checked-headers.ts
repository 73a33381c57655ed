import { userFailure } from '../model/failure.ts';
import { type ByteString, isByteString } from './bytes.ts';
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

/** A list of the caller's headers, refused unless names and values are bytes. */
export function checkedHeaders(headers: readonly Header[], where: string): readonly Header[] {
  for (let at = 0; at < headers.length; at++) {
    const header = headers[at]!;
    if (!isByteString(header[0]) || !isByteString(header[1])) byteStringFor(`${header[0]}: ${header[1]}`, where);
  }
  return headers;
}
