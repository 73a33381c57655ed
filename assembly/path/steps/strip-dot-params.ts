import { UNCHANGED } from "../step";

// strip-dot-params: "/..;x/" becomes "/../" and "/.;x/" becomes "/./"; parameters of other segments stay. Raw dots only and
// "/" alone ends a segment, as in Envoy (path_utility.cc, stripParametersFromDotSegments; CVE-2026-73551). What stands
// behind a "#" is left alone.
export function stripDotParams(from: usize, size: usize, to: usize, option: u32): i32 {
  const end = from + size;
  let at = from;
  let out = to;
  let fragment = false;
  while (at < end) {
    const byte: u32 = load<u8>(at);
    if (byte == 35) fragment = true;
    if (byte == 59 && !fragment && behindDots(from, at)) {
      do at++;
      while (at < end && load<u8>(at) != 47 && load<u8>(at) != 35);
      continue;
    }
    store<u8>(out++, byte);
    at++;
  }
  const written = out - to;
  return written == size ? UNCHANGED : <i32>written;
}

/** Whether the segment that holds `at` has nothing but "." or ".." before it. */
function behindDots(from: usize, at: usize): bool {
  let dots: u32 = 0;
  while (at > from && load<u8>(at - 1) == 46) {
    at--;
    dots++;
  }
  return dots - 1 < 2 && (at == from || load<u8>(at - 1) == 47);
}
