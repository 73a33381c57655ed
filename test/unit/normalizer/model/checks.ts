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

/** Some back ends take "\" for a slash and some do not: either reading is enough. Empty segments and "." lead nowhere. */
export function leadsAboveRoot(path: string): boolean {
  return [/\//, /[/\\]/].some((slash) => {
    let depth = 0;
    return path.split(slash).some((segment) => {
      const dots = segment.replace(/%2e/gi, '.');
      if (dots === '..') depth--;
      else if (dots !== '' && dots !== '.') depth++;
      return depth < 0;
    });
  });
}
