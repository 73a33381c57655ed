import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openH1 } from '../../../tools/wire/h1.ts';
import { headerOf } from '../../../tools/wire/response.ts';
import { chainHeader, chainListeners, chainsGateway } from './chains-gateway.ts';

// What the guard is for, whatever its rules say: a request that passes was sent on the filter chain of the listener that owns
// its host.

const owners: Readonly<Record<string, readonly string[]>> = {
  rest: ['x.test', 'com', 'x', '192.0.2.1', '[::1]:443', 'admin.example.com.x', 'example.com:1:2'],
  com: ['x.com', 'X.COM.', 'x.com:443', 'badexample.com', 'admin-example.com'],
  wild: [
    'x.example.com',
    'y.x.example.com:1',
    'X.EXAMPLE.com.',
    'b.example.com',
    'xadmin.example.com',
    'x.admin.example.com',
  ],
  admin: ['admin.example.com', 'ADMIN.example.com', 'admin.example.com.', 'admin.example.com.:8443', 'example.com:abc'],
  deep: ['x.b.example.com', 'y.x.b.example.com', 'localhost', 'LOCALHOST:443', 'admin.b.example.com'],
};

const serverNames = [
  null,
  ...'x.test com x.com y.x.com example.com EXAMPLE.com example.com. x.example.com X.Example.Com x.example.com.'.split(
    ' ',
  ),
  ...'x.example.com.. admin.example.com ADMIN.EXAMPLE.COM admin.example.com. admin.example.com.. .'.split(' '),
  ...'admin.example.com:443 x.admin.example.com b.example.com x.b.example.com y.x.b.example.com .b.example.com'.split(
    ' ',
  ),
  ...'..b.example.com .example.com ..example.com x..example.com .com ..com .. localhost localhost. *'.split(' '),
  ...'*.example.com admin_example.com admin.example.com/ admin.example.com,x.test x.test,admin.example.com'.split(' '),
  'admin.example.com ',
  ' admin.example.com',
];

/** Names made of the parts of the listeners' hosts, always the same ones. */
const label = fc.constantFrom('admin', 'example', 'com', 'b', 'x', '', 'ADMIN', '*');
const ending = fc.constantFrom('', 'com', 'example.com', 'b.example.com', 'admin.example.com', 'localhost', 'test');
const madeNames = fc.sample(
  fc
    .tuple(fc.array(label, { maxLength: 3 }), ending, fc.constantFrom('', '', '', '.'))
    .map(([labels, rest, dot]) => [...labels, rest].join('.') + dot)
    .filter((name) => name !== ''),
  { seed: 421, numRuns: 300 },
);

let gateway: Awaited<ReturnType<typeof chainsGateway>>;
beforeAll(async () => {
  gateway = await chainsGateway();
});
afterAll(() => gateway?.envoy.stop());

describe('a request passes if and only if its filter chain is that of the listener that owns its host', () => {
  const check = async (sni: string | null): Promise<string | undefined> => {
    const connection = await openH1(gateway.target(sni));
    let chain: string | undefined;
    try {
      for (const [owner, hosts] of Object.entries(owners)) {
        for (const host of hosts) {
          const response = await connection.send({ path: '/', host });
          chain = headerOf(response, chainHeader);
          expect({ sni, host, chain, status: response.status }).toEqual({
            sni,
            host,
            chain,
            status: chain === owner ? 200 : 421,
          });
        }
      }
    } finally {
      connection.close();
    }
    return chain;
  };

  test.each(serverNames.map((sni) => [sni]))('SNI %s', async (sni) => {
    expect(chainListeners.map(({ name }) => name)).toContain(await check(sni));
  });

  test('300 SNIs made of parts of the hosts, which reach every chain', async () => {
    const chains = new Set<string | undefined>();
    for (const sni of madeNames) chains.add(await check(sni));
    expect(chains).toEqual(new Set(chainListeners.map(({ name }) => name)));
  });
});
