import { classOf } from "../../assembly/bytes/classes";
import * as seen from "../../assembly/bytes/classes.gen";

/** Where scanModel stopped. */
export let modelEnd: usize = 0;

/** What a scan has to see: byte by byte, all triggers, without a screen. */
export function scanModel(from: usize, end: usize): u32 {
  let found: u32 = seen.SEEN_ALWAYS;
  let at = from;
  for (; at < end && load<u8>(at) != 63; at++) {
    const byte: u32 = load<u8>(at);
    found |= classOf(byte);
    if (byte == 46 && (at == from || load<u8>(at - 1) == 47)) found |= seen.SEEN_SLASH_DOT;
    if (byte == 47 && at > from && load<u8>(at - 1) == 47) found |= seen.SEEN_SLASH_SLASH;
    const last = at + 1 == end || load<u8>(at, 1) == 63;
    if ((byte == 46 || byte == 32) && (last || load<u8>(at, 1) == 47)) found |= seen.SEEN_SEGMENT_END;
    if (byte == 47 && last && at > from) found |= seen.SEEN_TRAILING_SLASH;
  }
  if (at == from || load<u8>(from) != 47) found |= seen.SEEN_NO_LEADING_SLASH;
  modelEnd = at;
  return found;
}
