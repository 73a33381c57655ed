import { CLASSES, SEEN_NON_ASCII, SEEN_UNSAFE } from "./classes.gen";

/** Which triggers (tools/catalog/steps.ts) a byte is by itself. */
// @ts-ignore: decorator
@inline
export function classOf(byte: u32): u32 {
  return byte > 127 ? SEEN_UNSAFE | SEEN_NON_ASCII : <u32>load<u8>(CLASSES + <usize>byte);
}
