import { userFailure } from '../model/failure.ts';

/**
 * The bytes of a string that holds one byte a character.
 *
 * @throws userFailure when a character is no byte (above U+00FF): it would be cut in silence otherwise.
 */
export function latin1Bytes(text: string): Buffer {
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit > 0xff) {
      throw userFailure({
        what: `a request is given byte by byte, and U+${unit.toString(16).toUpperCase().padStart(4, '0')} is no byte`,
        where: `character ${at + 1} of ${JSON.stringify(text.slice(0, 60))}`,
        hint: 'write the UTF-8 bytes of the character, or its percent-encoding',
      });
    }
  }
  return Buffer.from(text, 'latin1');
}
