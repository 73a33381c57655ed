import { triggers, type Trigger } from '../../../tools/catalog/steps.ts';

/** Any one of these bytes. */
function bytes(set: string): RegExp {
  return new RegExp(`[${set.replaceAll(/[\]\\^]/g, '\\$&')}]`);
}

function range(first: number, last: number): string {
  return Array.from({ length: last - first + 1 }, (_, i) => String.fromCharCode(first + i)).join('');
}

/** When the path part holds each trigger, in words that have nothing in common with assembly/path/scan.ts. */
const holds: Readonly<Record<Trigger, RegExp>> = {
  upper: /[A-Z]/,
  percent: /%/,
  backslash: /\\/,
  semicolon: /;/,
  hash: /#/,
  unsafe: bytes(`${range(0x01, 0x20)}"<>^\`{|}${range(0x7f, 0xff)}`),
  control: bytes(range(0x00, 0x1f) + range(0x7f, 0x7f)),
  nonAscii: /[\x80-\xff]/,
  slashDot: /(^|\/)\./,
  slashSlash: /\/\//,
  noLeadingSlash: /^(?!\/)/,
  trailingSlash: /[^]\/$(?![^])/,
  segmentEnd: /[. ](\/|$(?![^]))/,
  always: /^/,
};

/** The triggers of a target, and the size of its path part. */
export function scanModel(target: string): { seen: number; size: number } {
  const [part = ''] = target.split('?');
  const found = Object.entries(triggers).filter(([name]) => holds[name as Trigger].test(part));
  return { seen: found.reduce((bits, [, bit]) => bits | bit, 0), size: part.length };
}
