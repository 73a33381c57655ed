import { UNCHANGED } from "../step";
import { mergeSlashes } from "./merge-slashes";

// Envoy's merge_slashes (source/common/http/path_utility.cc, mergeSlashes): joins the non-empty segments, then puts back
// one leading and one trailing slash, so a path of two slashes or more and nothing else becomes "//".
export function envoyMergeSlashes(from: usize, size: usize, to: usize, option: u32): i32 {
  const written = mergeSlashes(from, size, to, option);
  if (written != 1 || load<u8>(to) != 47) return written;
  if (size == 2) return UNCHANGED;
  store<u8>(to, 47, 1);
  return 2;
}
