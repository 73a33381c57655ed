// Texts made from the catalogue: a byte of length, then the bytes.

// @ts-ignore: decorator
@inline
export function textBytes(text: usize): usize {
  return text + 1;
}

// @ts-ignore: decorator
@inline
export function textSize(text: usize): usize {
  return load<u8>(text);
}
