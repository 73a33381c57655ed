const anyEscape = /%([\da-f]{2})/gi;

/** The bytes that a check looks at: each valid %XX is the byte that it stands for, everything else is itself. */
export function bytesMeant(path: string): string {
  return path.replace(anyEscape, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
}

/** Step upper-case-hex. */
export function upperCaseHex(path: string): string {
  return path.replace(anyEscape, (escape) => escape.toUpperCase());
}

/** How a step writes an ASCII character that it found in a longer form: what decode-percent would keep encoded, and `%`, as %XX. */
export function asciiWritten(character: string): string {
  // oxlint-disable-next-line no-control-regex
  if (!/[\x00-\x1f\x7f?#%]/.test(character)) return character;
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}
