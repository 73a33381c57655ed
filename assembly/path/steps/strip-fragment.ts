import { UNCHANGED } from "../step";

// strip-fragment: a "#" ends the path. A request target holds no fragment (RFC 9112 3.2); Istio's gateways cut it off, stock
// Envoy answers 400. Works on the path part, so a "#" behind "?" stays.
export function stripFragment(from: usize, size: usize, to: usize, option: u32): i32 {
  for (let i: usize = 0; i < size; i++) {
    const byte: u32 = load<u8>(from + i);
    if (byte == 35) return <i32>i;
    store<u8>(to + i, byte);
  }
  return UNCHANGED;
}
