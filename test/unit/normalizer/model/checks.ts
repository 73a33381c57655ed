import { bytesMeant } from './escapes.ts';

// What each check looks for, raw or percent-encoded.

export function holdsNul(path: string): boolean {
  return bytesMeant(path).includes('\0');
}

export function holdsControl(path: string): boolean {
  // oxlint-disable-next-line no-control-regex
  return /[\x00-\x1f\x7f]/.test(bytesMeant(path));
}

export function holdsNonAscii(path: string): boolean {
  return /[\x80-\xff]/.test(bytesMeant(path));
}

export function holdsLoosePercent(path: string): boolean {
  return /%(?![\da-f]{2})/i.test(path);
}

/** Node's own decoder is the judge. */
export function isInvalidUtf8(path: string): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(bytesMeant(path), 'latin1'));
    return false;
  } catch {
    return true;
  }
}

/** Either slash ends a segment; empty segments and "." lead nowhere. */
export function leadsAboveRoot(path: string): boolean {
  const segments = path.split(/[/\\]/).map((segment) => segment.replace(/%2e/gi, '.'));
  let depth = 0;
  return segments.some((segment) => {
    if (segment === '..') depth--;
    else if (segment !== '' && segment !== '.') depth++;
    return depth < 0;
  });
}
