import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openH1 } from '../../../tools/wire/h1.ts';
import { headerOf } from '../../../tools/wire/response.ts';
import type { WireResponse } from '../../../tools/wire/response.ts';
import type { H3Client } from '../h3/h3-client.ts';
import { http3, startHttp3, testHttp3IsHere } from '../h3/http3.ts';
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

type Gateway = Awaited<ReturnType<typeof chainsGateway>>;

const forms = ['the guard alone', 'the guard behind screens'] as const;

let folder: string;
let gateways: Record<(typeof forms)[number], Gateway>;
let client: H3Client | undefined;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'portcullis-chains-'));
  gateways = { 'the guard alone': await chainsGateway(), 'the guard behind screens': await chainsGateway(folder) };
  client = startHttp3();
});
afterAll(async () => {
  await client?.[Symbol.asyncDispose]();
  for (const { envoy } of Object.values(gateways ?? {})) await envoy.stop();
  rmSync(folder, { recursive: true });
});

testHttp3IsHere();

type Send = (host: string) => Promise<WireResponse>;

/** Sends a request for each host over one connection; says which chain that is on. */
async function check(sni: string | null, send: Send): Promise<string | undefined> {
  let chain: string | undefined;
  for (const [owner, hosts] of Object.entries(owners)) {
    for (const host of hosts) {
      const response = await send(host);
      chain = headerOf(response, chainHeader);
      expect({ sni, host, chain, status: response.status }).toEqual({
        sni,
        host,
        chain,
        status: chain === owner ? 200 : 421,
      });
    }
  }
  return chain;
}

const names = chainListeners.map(({ name }) => name);

describe.each(forms)(
  '%s: a request passes if and only if its filter chain is that of the listener that owns its host',
  (form) => {
    const overH1 = async (sni: string | null): Promise<string | undefined> => {
      const connection = await openH1(gateways[form].target(sni));
      try {
        return await check(sni, (host) => connection.send({ path: '/', host }));
      } finally {
        connection.close();
      }
    };

    test.each(serverNames.map((sni) => [sni]))('SNI %s', async (sni) => {
      expect(names).toContain(await overH1(sni));
    });

    test('300 SNIs made of parts of the hosts, which reach every chain', async () => {
      const chains = new Set<string | undefined>();
      for (const sni of madeNames) chains.add(await overH1(sni));
      expect(chains).toEqual(new Set(names));
    });
  },
);

describe.skipIf('missing' in http3).each(forms)('%s over HTTP/3, where Envoy takes host names only as SNI', (form) => {
  const overH3 = async (sni: string | null): Promise<string | undefined> => {
    const connection = `chains ${form} ${sni}`;
    try {
      return await check(sni, (host) => client!.send(gateways[form].target(sni, 'udp'), { host }, { connection }));
    } finally {
      await client!.close(connection);
    }
  };
  const isHostName = (sni: string | null): boolean => sni === null || /^[\w-]+(\.[\w-]+)*\.?$/.test(sni);

  test('each of them, and those made of parts of the hosts', { timeout: 120_000 }, async () => {
    const reachable = [...new Set([...serverNames, ...madeNames])].filter(isHostName).slice(0, 50);
    const chains = new Map<string | null, string | undefined>();
    for (const sni of reachable) chains.set(sni, await overH3(sni));
    expect(new Set(chains.values())).toEqual(new Set(names));
    expect(chains.size).toBe(50);
  });
});
