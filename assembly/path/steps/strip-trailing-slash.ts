import { UNCHANGED } from "../step";

// strip-trailing-slash: "/a/" and "/a//" become "/a"; a path of nothing but slashes becomes "/".
export function stripTrailingSlash(from: usize, size: usize, to: usize, option: u32): i32 {
  let length = size;
  while (length > 1 && load<u8>(from + length - 1) == 47) length--;
  if (length == size) return UNCHANGED;
  memory.copy(to, from, length);
  return <i32>length;
}
