import { triggers, type Trigger } from '../../../tools/catalog/steps.ts';

/** When the path part holds each trigger, in words that have nothing in common with assembly/path/scan.ts. */
const holds: Readonly<Record<Trigger, RegExp>> = {
  upper: /[A-Z]/,
  percent: /%/,
  backslash: /\\/,
  semicolon: /;/,
  hash: /#/,
  unsafe: /[\x01-\x20"<>^`{|}\x7f-\xff]/,
  control: /[\x00-\x1f\x7f]/,
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
