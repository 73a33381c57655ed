import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ListenerTable } from '../../../tools/istio/listener-table.ts';
import { sniRules, type SniRule } from '../../../tools/generate/sni-rules.ts';
import { modelVerdict } from '../guard/model.ts';

/** How Istio compares `hosts` and `connection.sni`: one `*` at either end, and `*` alone for whatever is there. */
function matches(value: string, text: string): boolean {
  if (value === '*') return text !== '';
  if (value.startsWith('*')) return text.endsWith(value.slice(1));
  return value.endsWith('*') ? text.startsWith(value.slice(0, -1)) : value === text;
}

/** Whether an AuthorizationPolicy with these rules denies a request: entries of a list are alternatives, the rest must hold together. */
function denies(rules: readonly SniRule[], { sni, host, port }: { sni: string; host: string; port: number }): boolean {
  const any = (values: readonly string[], text: string): boolean => values.some((value) => matches(value, text));
  return rules.some(
    ({ to, when }) =>
      to.some(
        ({ operation: { hosts, notHosts = [], ports } }) =>
          ports.includes(String(port)) && any(hosts, host) && !any(notHosts, host),
      ) &&
      when.every(
        ({ values, notValues }) => (values === undefined || any(values, sni)) && !(notValues && any(notValues, sni)),
      ),
  );
}

function tableOf(listeners: readonly { hosts: string[] }[]): ListenerTable {
  const entries = listeners.map(({ hosts }, index) => ({
    name: String(index),
    port: undefined,
    hosts,
    tls: undefined,
    where: [],
  }));
  return { entries, ports: [8443], remarks: [], portRemarks: [] };
}

const name = fc
  .array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 4 })
  .map((labels) => `${labels.join('.')}.io`);
const pattern = fc.oneof(
  name,
  name.map((text) => `*.${text}`),
  fc.constantFrom('*', '*.io'),
);
/** Up to five listeners that share the patterns out, so that none has one twice; a catch-all stands alone. */
const listeners = fc
  .uniqueArray(pattern, { minLength: 2, maxLength: 10 })
  .chain((patterns) => fc.tuple(...patterns.map((one) => fc.tuple(fc.constant(one), fc.nat(one === '*' ? 0 : 4)))))
  .map((pairs) => {
    const lists = new Map<number, string[]>();
    for (const [one, owner] of pairs) {
      const key = one === '*' ? -1 : owner;
      lists.set(key, [...(lists.get(key) ?? []), one]);
    }
    return [...lists.values()].map((hosts) => ({ hosts }));
  })
  .filter((list) => list.length > 1);

describe('the rules of an AuthorizationPolicy', () => {
  it('deny what the guard answers with 421, and nothing else, for hosts without a port', () => {
    const seen = { deny: 0, pass: 0 };
    fc.assert(
      fc.property(listeners, fc.oneof(name, fc.constant('')), name, (list, sni, host) => {
        const config = { listeners: list, sameTls: 'SEPARATE', missingSni: 'LISTENER', unknownHost: 'PASS' } as const;
        const expected = modelVerdict(config, { sni, host, port: 8443 }) !== 'pass';
        seen[expected ? 'deny' : 'pass']++;
        // A policy is no better than its pattern for an empty label; such hosts are none.
        return denies(sniRules(tableOf(list)), { sni, host, port: 8443 }) === expected;
      }),
      { numRuns: 5000 },
    );
    expect(Math.min(seen.deny, seen.pass)).toBeGreaterThan(500);
  });

  const page = tableOf([{ hosts: ['*.example.com'] }, { hosts: ['admin.example.com', '*.pay.example.com'] }]);
  it.each([
    {
      sni: 'guest.example.com',
      host: 'admin.example.com:8443',
      port: 8443,
      expected: true,
      why: 'an exact host with a port',
    },
    {
      sni: 'guest.example.com',
      host: 'admin.example.com.',
      port: 8443,
      expected: true,
      why: 'an exact host with a dot',
    },
    { sni: 'guest.example.com', host: 'admin.example.com.:1', port: 8443, expected: true, why: 'a dot and a port' },
    { sni: 'guest.example.com', host: 'x.pay.example.com.', port: 8443, expected: true, why: 'a wildcard with a dot' },
    {
      sni: 'guest.example.com',
      host: 'x.pay.example.com:1',
      port: 8443,
      expected: false,
      why: 'LEAK: a wildcard with a port',
    },
    { sni: '', host: 'admin.example.com', port: 8080, expected: false, why: 'plain text, on a port of its own' },
  ])('$why', ({ expected, ...request }) => {
    expect(denies(sniRules(page), request)).toBe(expected);
  });

  it('are none where one server has all hosts', () => {
    expect(sniRules(tableOf([{ hosts: ['a.io', '*.b.io'] }]))).toEqual([]);
  });
});
