import { UNCHANGED } from "../step";

// strip-dot-params: "/..;x/" becomes "/../" and "/.;x/" becomes "/./"; parameters of other segments stay. Raw dots only and
// "/" alone ends a segment, as in Envoy (path_utility.cc, stripParametersFromDotSegments; CVE-2026-73551). What stands
// behind a "#" is left alone.
export function stripDotParams(from: usize, size: usize, to: usize, option: u32): i32 {
  const end = from + size;
  let at = from;
  let out = to;
  let segment = true;
  let fragment = false;
  while (at < end) {
    const byte: u32 = load<u8>(at);
    if (byte == 35) fragment = true;
    if (segment && !fragment && byte == 46) {
      const dots: usize = at + 1 < end && load<u8>(at, 1) == 46 ? 2 : 1;
      if (at + dots < end && load<u8>(at + dots) == 59) {
        for (let i: usize = 0; i < dots; i++) store<u8>(out++, 46);
        at += dots;
        while (at < end && load<u8>(at) != 47 && load<u8>(at) != 35) at++;
        segment = false;
        continue;
      }
    }
    segment = byte == 47;
    store<u8>(out++, byte);
    at++;
  }
  const written = out - to;
  return written == size ? UNCHANGED : <i32>written;
}
