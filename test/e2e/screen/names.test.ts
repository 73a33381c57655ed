import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bootstrap } from '../../../tools/envoy/bootstrap.ts';
import type { Extension } from '../../../tools/envoy/proto.ts';
import { startEnvoy, type RunningEnvoy } from '../../../tools/envoy/run.ts';
import { openH1 } from '../../../tools/wire/h1.ts';
import { openH2 } from '../../../tools/wire/h2.ts';
import { headerOf } from '../../../tools/wire/response.ts';
import { generatedFilters, type FiltersOf } from '../envoy/generated-filters.ts';
import type { PatchedChain } from '../envoy/placed-filters.ts';
import { realEnvoy } from '../envoy/real-envoy.ts';
import { anyCertificate, seen } from '../guard/guard-listener.ts';
import { laidOutListener } from '../guard/laid-out-listener.ts';
import { findHole } from '../backstop/find-hole.ts';
import { limiter, type Limiter } from '../backstop/limited-envoy.ts';
import { startScreens } from './screen-gateway.ts';

// generate envoy-filter --screen for the guard: what is asked for by a chain's own names never enters it, and nothing else
// differs. With the backstop, whose mark shows whether the guard was entered, and which denies what got past both.

const configuration = {
  listeners: [
    { name: 'wild', hosts: ['*.example.com', 'example.org'] },
    { name: 'admin', hosts: ['admin.example.com', '*.b.example.com'] },
    { name: 'deep', hosts: ['x.b.example.com'] },
    { name: 'rest', hosts: ['*'] },
  ],
};

/** Server names, and what is an own name on their connections. */
const connections: readonly { readonly sni: string | null; readonly own: readonly string[] }[] = [
  { sni: 'a.example.com', own: ['a.example.com', 'y.a.example.com', 'a_b.example.com', 'example.org'] },
  { sni: 'A.Example.COM', own: ['a.example.com', 'example.org'] },
  { sni: 'example.org', own: ['example.org', 'a.example.com'] },
  { sni: 'admin.example.com', own: ['admin.example.com', 'y.b.example.com'] },
  { sni: 'y.b.example.com', own: ['admin.example.com', 'z.y.b.example.com'] },
  { sni: 'x.b.example.com', own: ['x.b.example.com'] },
  // Its chain has no server names, so that nothing finds it.
  { sni: 'other.test', own: [] },
  { sni: null, own: [] },
];

/** Every own name, as another one writes it, and what is nobody's. */
const ownNames = [...new Set(connections.flatMap(({ own }) => own))];
const authorities = [
  ...ownNames,
  ...ownNames.flatMap((name) => [name.toUpperCase(), `${name}:443`, `${name}.`, `.${name}`, `x-${name}`]),
  'admin.example.com:x.example.com',
  'admin.example.com:.example.com',
  'X.example.com',
  'example.com',
  'other.test',
  '[::1]',
  '*.example.com',
];

const forms = ['plain', 'screened', 'without the guard'] as const;
type Form = (typeof forms)[number];

let limits: Limiter;
let folder: string;
let envoy: RunningEnvoy;
beforeAll(async () => {
  limits = await limiter();
  folder = mkdtempSync(join(tmpdir(), 'portcullis-names-'));
  const screened = await filtersOf(['--screen', '--backstop']);
  const plain = await filtersOf(['--backstop']);
  const filters: Readonly<Record<Form, FiltersOf>> = {
    plain,
    screened,
    'without the guard': (at) => screened(at).filter(({ name }) => !name.endsWith('guard')),
  };
  const tls = await anyCertificate();
  const listeners = forms.map((name) =>
    laidOutListener({
      name,
      layout: 'a chain for each listener',
      transport: 'tcp',
      tls,
      configuration,
      filtersOf: filters[name],
      port: null,
    }),
  );
  envoy = await startEnvoy(await realEnvoy(), { bootstrap: bootstrap({ listeners }) });
});
afterAll(async () => {
  await envoy?.stop();
  limits?.[Symbol.dispose]();
  rmSync(folder, { recursive: true });
});

function filtersOf(flags: readonly string[]): Promise<FiltersOf> {
  const all = ['--plugin-config', JSON.stringify(configuration), ...flags];
  return generatedFilters({ filter: 'misdirected-guard', flags: all, folder: mkdtempSync(join(folder, 'ecds-')) });
}

/** Status of each authority, and whether the guard judged it. */
async function answers(form: Form, protocol: 'h1' | 'h2', sni: string | null): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  const target = { port: envoy.port(form), tls: { sni } };
  for (const host of authorities) {
    const connection = protocol === 'h1' ? await openH1(target) : await openH2(target);
    const response = await connection.send({ path: '/', host });
    connection.close();
    const judged = headerOf(response, seen.mark) === 'judged';
    found[host] = `${response.status ?? response.error}${judged ? ' judged' : ''}`;
  }
  return found;
}

describe.each(['h1', 'h2'] as const)('over %s', (protocol) => {
  test.each(connections)(
    '$sni: own names do not enter the guard, all others do, and answers are the same',
    async ({ sni, own }) => {
      const plain = await answers('plain', protocol, sni);
      const statuses = new Set(Object.values(plain));
      expect(statuses).toContain('200 judged');
      expect(statuses).toContain('421 judged');
      const expected = Object.entries(plain).map(([host, answer]) => [
        host,
        isOwn(sni, host, own) ? answer.replace('200 judged', '200') : answer,
      ]);
      expect(await answers('screened', protocol, sni)).toEqual(Object.fromEntries(expected));
      expect(Object.fromEntries(expected)).toMatchObject(Object.fromEntries(own.map((host) => [host, '200'])));
    },
  );

  test.each(connections)(
    '$sni: where the guard is missing, own names pass and all others are denied',
    async ({ sni, own }) => {
      const found = await answers('without the guard', protocol, sni);
      for (const [host, answer] of Object.entries(found)) {
        expect(answer, host).toMatch(isOwn(sni, host, own) ? /^200$/ : /^(403|400|closed)$/);
      }
    },
  );
});

/** Of the names that other connections own too, those below a wildcard: no more specific listener has them. */
function isOwn(sni: string | null, host: string, own: readonly string[]): boolean {
  if (own.includes(host)) return true;
  if (!/^[a-z0-9_-][a-z0-9._-]*$/.test(host)) return false;
  const wild = ['a.example.com', 'A.Example.COM', 'example.org'].includes(sni ?? '');
  if (wild) return host.endsWith('.example.com') && host !== 'admin.example.com' && !host.endsWith('.b.example.com');
  const admin = ['admin.example.com', 'y.b.example.com'].includes(sni ?? '');
  return admin && host.endsWith('.b.example.com') && host !== 'x.b.example.com';
}

test('where a worker gets no VM, what is not an own name is denied', { timeout: 240_000 }, async () => {
  const deployed = { filter: 'misdirected-guard', mark: 'wasm.portcullis.misdirected-guard' } as const;
  const all = await filtersOf(['--screen', '--backstop']);
  const at: PatchedChain = { serverNames: ['*.example.com', 'example.org'] };
  const open = (await filtersOf(['--backstop']))(at).filter(({ name }) => !name.endsWith('-backstop'));
  const limit = await findHole({ limits, deployed, chain: open, workers: 1, wanted: 'none judged' });
  const chains = { screened: all(at), open: all(at).filter(({ name }) => !name.endsWith('-backstop')) };
  for (const [name, status] of [
    ['open', 200],
    ['screened', 403],
  ] as const) {
    await using running = await startScreens(limits.limited(limit), { [name]: chains[name] as unknown as Extension[] });
    const connection = await openH2({ port: running.port(name) });
    // Without TLS there is no server name, so nothing is an own name.
    expect((await connection.send({ path: '/', host: 'a.example.com' })).status).toBe(status);
    connection.close();
  }
});
