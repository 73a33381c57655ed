import { classOf } from "../bytes/classes";
import { SEEN_SEGMENT_END } from "../bytes/classes.gen";

// Which of sixteen bytes a scan has to look at: those that are a trigger of a configured step, or may be part of one.
//
// A screen is 16 bytes, one for each low half of a byte: bit h tells that the byte with the high half h and this low half
// matters. That tells every set of ASCII bytes exactly.

/** Bytes of a screen. */
export const SCREEN_SIZE: usize = 16;

/** Makes the screen for paths in which only `triggers` matter. The 16 bytes at `screen` must be zero. */
export function makeScreen(screen: usize, triggers: u32): void {
  for (let byte: u32 = 0; byte < 128; byte++) {
    // The question mark ends the path; a space is half of a segment's end.
    if (classOf(byte) & triggers || byte == 63 || (byte == 32 && triggers & SEEN_SEGMENT_END)) {
      const row = screen + (byte & 15);
      const bit: u32 = 1 << (byte >> 4);
      store<u8>(row, load<u8>(row) | bit);
    }
  }
}
