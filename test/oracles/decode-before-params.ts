import type { Oracle } from './oracle.ts';
import { decodeLoosely, mergeSlashes, pathOf, resolveDots, withoutParameters } from './reading.ts';

export const decodeBeforeParams: Oracle = {
  id: 'decode-before-params',
  of: 'containers and gateways that decode before they look for parameters, so that %3B begins one (the door of CVE-2026-74909 in Keycloak)',
  read: (target) => resolveDots(mergeSlashes(withoutParameters(decodeLoosely(pathOf(target)))), 'drop'),
};
