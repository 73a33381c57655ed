// Text in memory for the specs: one byte a character.

const AREA: usize = memory.data(65536, 16);

let next: usize = AREA;

/** Address of the bytes of `text`, followed by a byte that no routine may take for a part of it. */
export function at(text: string): usize {
  if (next + text.length + 1 > AREA + 65536) next = AREA;
  const address = next;
  for (let i = 0; i < text.length; i++) store<u8>(address + i, text.charCodeAt(i));
  store<u8>(address + text.length, 0x41);
  next += text.length + 1;
  return address;
}

/** The `size` bytes at `address` as text. */
export function textAt(address: usize, size: usize): string {
  let text = "";
  for (let i: usize = 0; i < size; i++) text += String.fromCharCode(load<u8>(address + i));
  return text;
}
