import { BACKSLASHES, rewrite } from "../rewrite";

// fold-backslash: "\" becomes "/", as WHATWG URL parsers, Envoy's normalize_path and IIS do. %5C stays: see decode-slashes.
export function foldBackslash(from: usize, size: usize, to: usize, option: u32): i32 {
  return rewrite(from, size, to, BACKSLASHES);
}
