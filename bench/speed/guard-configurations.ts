import { loadHost, sameListenerHost } from './cases.ts';

/** Configuration of the normalizer. */
export const lowerCase = { path: { steps: ['lower-case'] } };

/** A host of another listener than that of `loadHost`. */
export const otherListenerHost = 'admin.example.com';

const hostsOfListener = 5;

/** Configurations of the guard, by the id of their row. */
export const guardConfigurations = {
  guard: () => ({
    rule: 'LISTENER',
    listeners: [
      { name: 'guest', hosts: [loadHost, sameListenerHost] },
      { name: 'admin', hosts: [otherListenerHost] },
      { name: 'apps', hosts: ['*.apps.example.com'] },
    ],
  }),
  'guard-equals': () => ({ rule: 'SNI_EQUALS_HOST' }),
  'guard-10': () => withHosts(10),
  'guard-100000': () => withHosts(100_000),
  'guard-wildcard': () => ({
    rule: 'LISTENER',
    listeners: [
      { name: 'guest', hosts: ['*.example.com'] },
      { name: 'admin', hosts: [otherListenerHost, '*.apps.example.com'] },
    ],
  }),
  'guard-5000': () => ({
    rule: 'LISTENER',
    listeners: [
      { name: 'shops', hosts: [loadHost, sameListenerHost, ...shops(4997)] },
      { name: 'admin', hosts: [otherListenerHost] },
    ],
  }),
} as const satisfies Record<string, () => object>;

export type GuardRowId = keyof typeof guardConfigurations;

/** Listeners of five hosts each, `count` hosts in all, a multiple of ten. */
function withHosts(count: number): object {
  // The first listener has the two hosts of the load, the last one the host of the probe.
  const hosts = [loadHost, sameListenerHost, ...shops(count - 3), otherListenerHost];
  const listeners = Array.from({ length: count / hostsOfListener }, (_, index) => ({
    name: `listener-${index}`,
    hosts: hosts.slice(index * hostsOfListener, (index + 1) * hostsOfListener),
  }));
  return { rule: 'LISTENER', listeners };
}

function shops(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `shop-${index}.example.com`);
}

/** Both jobs of the module `gateway`. */
export function gatewayConfiguration(): object {
  return { guard: guardConfigurations.guard(), normalizer: lowerCase };
}
