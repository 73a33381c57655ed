import { toLower } from "../bytes/ascii";

// The authority of a request (RFC 9110 7.2, RFC 3986 3.2) as Envoy's router compares it: case folded, port cut off, and, unlike
// Envoy without strip_trailing_host_dot, one trailing dot cut off.

export const HOST_LOWER_CASE: u32 = 1;
export const HOST_STRIP_PORT: u32 = 2;
export const HOST_STRIP_TRAILING_DOT: u32 = 4;
/** All of the above: how both sides of a comparison are folded. */
export const HOST_FOLD: u32 = 7;

/**
 * Folds the `size` bytes at `host` in place and answers the new size. What stands behind the last ":" is a port, whatever it
 * holds, as in Envoy (HeaderUtility::getPortStart); a ":" inside the brackets of an IPv6 literal begins none.
 */
export function foldHost(host: usize, size: usize, steps: u32): usize {
  const name = portStart(host, size);
  if (steps & HOST_STRIP_PORT) size = name;
  // The dot before a port that stays is cut off too, as Envoy's strip_trailing_host_dot does; a port needs a name before it.
  if (steps & HOST_STRIP_TRAILING_DOT && (size == name || name > 1) && endsInDot(host, name)) {
    memory.copy(host + name - 1, host + name, size - name);
    size--;
  }
  if (steps & HOST_LOWER_CASE) {
    for (let i: usize = 0; i < size; i++) store<u8>(host + i, toLower(load<u8>(host + i)));
  }
  return size;
}

function endsInDot(host: usize, size: usize): bool {
  return size > 0 && load<u8>(host + size - 1) == 46;
}

/** Offset of the ":" before the port, or `size` without one. */
function portStart(host: usize, size: usize): usize {
  for (let i = size; i > 0; i--) {
    const byte: u32 = load<u8>(host + i - 1);
    if (byte == 93) return size;
    if (byte == 58) return i - 1;
  }
  return size;
}
