import { UNCHANGED } from "../step";

// strip-dot-params: "/..;x/" becomes "/../" and "/.;x/" becomes "/./"; parameters of other segments stay. Raw dots only and
// "/" alone ends a segment, as in Envoy (path_utility.cc, stripParametersFromDotSegments; CVE-2026-73551). What stands
// behind a "#" is left alone.
export function stripDotParams(from: usize, size: usize, to: usize, option: u32): i32 {
  const end = from + size;
  let at = from;
  let out = to;
  // How many dots, and nothing else, the segment holds so far; 3 for anything else, 4 behind a "#".
  let dots: u32 = 0;
  while (at < end) {
    const byte: u32 = load<u8>(at);
    if (byte == 59 && dots - 1 < 2) {
      do at++;
      while (at < end && load<u8>(at) != 47 && load<u8>(at) != 35);
      continue;
    }
    if (byte == 35) dots = 4;
    if (dots != 4) dots = byte == 47 ? 0 : byte == 46 && dots < 3 ? dots + 1 : 3;
    store<u8>(out++, byte);
    at++;
  }
  const written = out - to;
  return written == size ? UNCHANGED : <i32>written;
}
