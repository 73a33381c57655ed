import type { Oracle, Segments } from '../../oracles/oracle.ts';
import { decodeLoosely, pathOf, segmentsOf } from '../../oracles/reading.ts';

/** What the policies of these tests deny: each path itself, and what is below it. */
export const deniedTargets: readonly Segments[] = [
  ['admin'],
  ['private', 'secret.html'],
  ['etc', 'passwd'],
  ['windows', 'win.ini'],
];

/** What Envoy's RBAC compares: the path without query and fragment, byte for byte, whole or by its first bytes. */
const denied = (visible: string, target: Segments, below: boolean): boolean => {
  const path = `/${target.join('/')}`;
  return visible === path || (below && visible.startsWith(`${path}/`));
};

const begins = (reading: Segments, target: Segments): boolean =>
  target.every((segment, index) => reading[index] === segment);

/**
 * Whether a path that was let through is one that the policy allows and the back end reads as denied: by a policy that denies the
 * target and everything below it, or by one that denies the target alone.
 */
export function isBypass(oracle: Oracle, forwarded: string): boolean {
  const reading = oracle.read(forwarded);
  if (reading === null) return false;
  const visible = pathOf(forwarded);
  return deniedTargets.some(
    (target) =>
      begins(reading, target) &&
      (!denied(visible, target, true) || (reading.length === target.length && !denied(visible, target, false))),
  );
}

/** The path as Envoy sees it, each segment decoded: no reading may have other segments. */
export const plainReading = (visible: string): Segments => segmentsOf(pathOf(visible)).map(decodeLoosely);
