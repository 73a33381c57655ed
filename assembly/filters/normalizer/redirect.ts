import { replyWithHeaders } from "../../abi/local-reply";
import { textBytes, textSize } from "../../bytes/text";
import * as texts from "../../bytes/texts.gen";
import { wordText } from "../../bytes/words";
import { decidingStep } from "../../path/pipeline";
import { NormalizerCounter, STEP } from "../../bytes/words.gen";
import { countWithDetails } from "./details";

const TEMPORARY_REDIRECT: u32 = 307;

/**
 * Sends the client to the `size` bytes at `target` (path and query) of the site it asked. A path that begins like
 * `//other.site` would send it elsewhere (RFC 3986 4.2), so "/." is put in front, which every client takes away again. The
 * header is put together at `pairs`, which has room for it.
 */
export function redirect(target: usize, size: usize, pairs: usize): u32 {
  const guarded: usize = size > 1 && load<u8>(target) == 47 && isSlash(load<u8>(target, 1)) ? 2 : 0;
  const name = textSize(texts.LOCATION);
  const pairsSize: usize = 14 + name + guarded + size;
  countWithDetails(NormalizerCounter.Redirected, wordText(STEP, decidingStep));
  // ABI serialization of one pair: count, sizes, then each string with a NUL behind it.
  store<u32>(pairs, 1);
  store<u32>(pairs, <u32>name, 4);
  store<u32>(pairs, <u32>(guarded + size), 8);
  memory.copy(pairs + 12, textBytes(texts.LOCATION), name);
  store<u8>(pairs + 12 + name, 0);
  let value = pairs + 13 + name;
  if (guarded) {
    store<u8>(value, 47);
    store<u8>(value, 46, 1);
    value += 2;
  }
  memory.copy(value, target, size);
  store<u8>(value + size, 0);
  return replyWithHeaders(TEMPORARY_REDIRECT, pairs, pairsSize);
}

/** Browsers take a backslash for a slash here (WHATWG URL). */
function isSlash(byte: u32): bool {
  return byte == 47 || byte == 92;
}
