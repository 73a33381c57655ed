import { UNCHANGED } from "../step";

// strip-trailing-dots: raw dots and spaces at the end of a segment are removed, as Windows file systems do: "/admin./x. " becomes
// "/admin/x". A segment of nothing else stays: "..", ".", "..." are other steps' matter.
export function stripTrailingDots(from: usize, size: usize, to: usize, option: u32): i32 {
  const end = from + size;
  let out = to;
  // First byte of the segment in the output, and behind its last byte that is neither dot nor space.
  let segment = to;
  let kept = to;
  for (let at = from; at <= end; at++) {
    const byte: u32 = at < end ? load<u8>(at) : 47;
    if (byte == 47) {
      if (kept > segment) out = kept;
      if (at == end) break;
      store<u8>(out++, 47);
      segment = out;
      kept = out;
      continue;
    }
    store<u8>(out++, byte);
    if (byte != 46 && byte != 32) kept = out;
  }
  const written = out - to;
  return written == size ? UNCHANGED : <i32>written;
}
