import type { StepId } from '../../../../tools/catalog/steps.ts';
import { holdsControl, holdsLoosePercent, holdsNonAscii, holdsNul, isInvalidUtf8, leadsAboveRoot } from './checks.ts';
import { escapeUnsafe } from './escape-unsafe.ts';
import { upperCaseHex } from './escapes.ts';
import { decodeOverlong, decodeUnicode } from './longer-forms.ts';
import { decodeUnreserved } from './nested.ts';
import { withoutDots } from './segments.ts';

// What each step is defined to do, written with strings and regular expressions from the definitions in docs/steps, and not from
// the AssemblyScript. A string holds one byte a character.

/** The path part behind the step, or null when it refuses. `option` is what the step takes: passes or bytes. */
export type StepModel = (path: string, option: number) => string | null;

/** What decode-percent leaves encoded. */
// oxlint-disable-next-line no-control-regex
const kept = /[\x00-\x1f\x7f?#]/;

const check =
  (finds: (path: string) => boolean): StepModel =>
  (path) =>
    finds(path) ? null : path;

export const models: Readonly<Record<StepId, StepModel>> = {
  'above-root': check(leadsAboveRoot),
  control: check(holdsControl),
  'decode-overlong': decodeOverlong,
  'decode-percent': (path, passes) => {
    let value = path;
    for (let pass = 0; pass < passes; pass++) {
      value = value.replace(/%([0-9a-fA-F]{2})/g, (escape, digits: string) => {
        const byte = String.fromCharCode(Number.parseInt(digits, 16));
        return kept.test(byte) ? escape : byte;
      });
    }
    return value;
  },
  'decode-slashes': (path) => path.replace(/%2f/gi, '/').replace(/%5c/gi, '\\'),
  'decode-unicode': decodeUnicode,
  'decode-unreserved': decodeUnreserved,
  'envoy-merge-slashes': (path) => {
    if (!path.includes('//')) return path;
    const segments = path.split('/').filter((segment) => segment !== '');
    return `${path.startsWith('/') ? '/' : ''}${segments.join('/')}${path.endsWith('/') ? '/' : ''}`;
  },
  // The parts of a segment do not touch those of another one, so each is normalized by itself.
  'envoy-normalize-path': (path) => {
    if (holdsNul(path)) return null;
    const segments = path.replace(/^[/\\]/, '').split(/[/\\]/);
    return `/${withoutDots(segments)
      .map((segment) => escapeUnsafe(decodeUnreserved(segment)))
      .join('/')}`;
  },
  'escape-unsafe': escapeUnsafe,
  'fold-backslash': (path) => path.replaceAll('\\', '/'),
  'invalid-percent': check(holdsLoosePercent),
  'invalid-utf8': check(isInvalidUtf8),
  'lower-case': (path) => path.replace(/[A-Z]+/g, (letters) => letters.toLowerCase()),
  'merge-slashes': (path) => path.replace(/\/{2,}/g, '/'),
  'non-ascii': check(holdsNonAscii),
  nul: check(holdsNul),
  'remove-dot-segments': (path) => `/${withoutDots(path.replace(/^\//, '').split('/')).join('/')}`,
  'strip-dot-params': (path) => {
    const hash = path.indexOf('#');
    const end = hash < 0 ? path.length : hash;
    const segments = path
      .slice(0, end)
      .split('/')
      .map((segment) => segment.replace(/^(\.\.?);.*$/s, '$1'));
    return segments.join('/') + path.slice(end);
  },
  'strip-fragment': (path) => path.replace(/#.*$/s, ''),
  'strip-params': (path) => path.replace(/;[^/]*/g, ''),
  'strip-trailing-dots': (path) =>
    path
      .split('/')
      .map((segment) => (/[^. ]/.test(segment) ? segment.replace(/[. ]+$/, '') : segment))
      .join('/'),
  'strip-trailing-slash': (path) => path.replace(/(?<=.)\/+$/s, ''),
  'too-long': (path, bytes) => (path.length > bytes ? null : path),
  // oxlint-disable-next-line no-control-regex
  undecoded: check((path) => /[\x00-\x1f\x7f#%]/.test(path)),
  'upper-case-hex': upperCaseHex,
};
