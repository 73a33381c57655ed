import { DECODE_UNRESERVED, rewrite } from "../rewrite";

// decode-unreserved: %XX of the unreserved bytes of RFC 3986 2.3 are decoded, once. A "%" that decoded bytes would complete to
// a new escape becomes "%25", as in Envoy: "/%%41%41" becomes "/%25AA".
export function decodeUnreserved(from: usize, size: usize, to: usize, option: u32): i32 {
  return rewrite(from, size, to, DECODE_UNRESERVED);
}
