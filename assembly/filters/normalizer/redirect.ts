import { replyWithHeaders } from "../../abi/local-reply";
import { textBytes, textSize } from "../../bytes/text";
import * as texts from "../../bytes/texts.gen";
import { NormalizerCounter } from "../../bytes/words.gen";
import { countWithDetails } from "./outcome";

const TEMPORARY_REDIRECT: u32 = 307;

/**
 * Sends the client to the `size` bytes at `target` (path and query) of the site it asked, because of `step`. The header is put
 * together at `pairs`, which has room for it.
 */
export function redirect(target: usize, size: usize, pairs: usize, step: usize): u32 {
  const guard = guardSize(target, size);
  const name = textSize(texts.LOCATION);
  countWithDetails(NormalizerCounter.Redirected, texts.WORD_PATH, step);
  // ABI serialization of one pair: count, sizes, then each string with a NUL behind it.
  store<u32>(pairs, 1);
  store<u32>(pairs, <u32>name, 4);
  store<u32>(pairs, <u32>(guard + size), 8);
  memory.copy(pairs + 12, textBytes(texts.LOCATION), name);
  store<u8>(pairs + 12 + name, 0);
  const value = pairs + 13 + name;
  // "/." or the "/" of it.
  store<u16>(value, 0x2e2f);
  memory.copy(value + guard, target, size);
  store<u8>(value + guard + size, 0);
  return replyWithHeaders(TEMPORARY_REDIRECT, pairs, 14 + name + guard + size);
}

/**
 * A Location that begins like `//other.site` leads to another site (RFC 3986 4.2). Browsers take "\\" for "/" and drop tabs and
 * line breaks (WHATWG URL), so "/." goes before all that could be read so; every client takes it away again. A path without a
 * leading slash gets one.
 */
function guardSize(target: usize, size: usize): usize {
  const rooted = size > 0 && load<u8>(target) == 47;
  const at: usize = rooted ? 1 : 0;
  const byte: u32 = at < size ? load<u8>(target + at) : 65;
  if (byte == 47 || byte == 92 || byte <= 32) return 2;
  return rooted ? 0 : 1;
}
