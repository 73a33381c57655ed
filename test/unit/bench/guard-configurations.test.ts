import { describe, expect, test } from 'vitest';
import { loadHost } from '../../../bench/speed/cases.ts';
import { guardConfigurations, otherListenerHost } from '../../../bench/speed/guard-configurations.ts';

describe('the configurations with many hosts', () => {
  test.each([
    ['guard-10', 10],
    ['guard-100000', 100_000],
  ] as const)('%s has %i hosts, all different, those of the probes on two listeners', (row, count) => {
    const { listeners } = guardConfigurations[row]() as { listeners: { hosts: string[] }[] };
    const hosts = listeners.flatMap((listener) => listener.hosts);
    expect(new Set(hosts).size).toBe(count);
    expect(hosts).toHaveLength(count);
    const listenerOf = (host: string) => listeners.findIndex((listener) => listener.hosts.includes(host));
    expect([listenerOf(loadHost), listenerOf(otherListenerHost)]).toEqual([0, listeners.length - 1]);
  });
});
