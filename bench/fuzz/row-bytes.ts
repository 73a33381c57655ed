import type { Row } from './target.ts';

/** `{ key }` where every character is printable ASCII or white space, else `{ key_hex }`. */
export function bytesField(key: string, bytes: string): Row {
  return /^[ -~\t\r\n]*$/.test(bytes)
    ? { [key]: bytes }
    : { [`${key}_hex`]: Buffer.from(bytes, 'latin1').toString('hex') };
}

/** What bytesField wrote. @throws Error when the row has neither field. */
export function bytesOf(row: Row, key: string): string {
  const text = row[key];
  const hex = row[`${key}_hex`];
  if (typeof text === 'string' && hex === undefined) return text;
  if (typeof hex === 'string' && text === undefined && /^([\da-f]{2})*$/.test(hex)) {
    return Buffer.from(hex, 'hex').toString('latin1');
  }
  throw new Error(`expected "${key}" or "${key}_hex" in ${JSON.stringify(row)}`);
}

/** @throws Error for keys other than these, each also with `_hex`, and `note`. */
export function checkKeys(row: Row, keys: readonly string[]): void {
  for (const key of Object.keys(row)) {
    if (key !== 'note' && !keys.includes(key.replace(/_hex$/, ''))) {
      throw new Error(`found key ${key}, expected ${keys.join(', ')} in ${JSON.stringify(row)}`);
    }
  }
}
