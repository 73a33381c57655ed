import { describe, expect, test } from 'vitest';
import { listenerScreens } from '../../../tools/generate/guard-screen.ts';
import { jsonBytes, mostBytes } from '../../../tools/generate/manifest-size.ts';
import { runGenerate } from './run-generate.ts';

interface EnvoyFilter {
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly priority: number;
    readonly configPatches: readonly {
      readonly match: { readonly listener?: { readonly portNumber?: number; readonly filterChain: { sni?: string } } };
    }[];
  };
}

const command = ['envoy-filter', '--filter', 'misdirected-guard', '--file', '/g.wasm', '--screen', '-o', 'json'];

async function generated(listeners: readonly object[]): Promise<{ items: EnvoyFilter[]; err: string }> {
  const run = await runGenerate([...command, '--plugin-config', '-'], { stdin: JSON.stringify({ listeners }) });
  expect(run.code, run.err).toBe(0);
  return { ...(JSON.parse(run.out) as { items: EnvoyFilter[] }), err: run.err };
}

const chainsOf = (items: readonly EnvoyFilter[]): string[] =>
  items.flatMap(({ spec }) =>
    spec.configPatches.flatMap(({ match: { listener } }) =>
      listener?.filterChain.sni === undefined ? [] : [`${listener.portNumber ?? ''} ${listener.filterChain.sni}`],
    ),
  );

describe('screens of a guard', () => {
  const many = Array.from({ length: 1500 }, (_, index) => ({ hosts: [`h${index}.example.com`] }));

  test('are in the resource of the guard, so that none outlives it', async () => {
    const { items, err } = await generated(many.slice(0, 100));
    expect(items).toHaveLength(1);
    expect(chainsOf(items)).toHaveLength(100);
    expect(err).not.toContain('resources of their own');
  });

  test('are shared out to resources that the API server can store, behind the guard, and a note says so', async () => {
    const { items, err } = await generated(many);
    const [guard, ...screens] = items;
    const name = 'portcullis-misdirected-guard';
    expect(items.map(({ metadata }) => metadata.name)).toEqual([
      name,
      `${name}-screen-1`,
      `${name}-screen-2`,
      `${name}-screen-3`,
    ]);
    expect(new Set(screens.map(({ spec }) => spec.priority))).toEqual(new Set([guard!.spec.priority + 1]));
    expect(chainsOf([guard!])).toEqual([]);
    expect(chainsOf(screens).toSorted()).toEqual(many.map(({ hosts: [host] }) => ` ${host}`).toSorted());
    for (const screen of screens) expect(jsonBytes(screen)).toBeLessThan(mostBytes);
    expect(err).toContain(`note: the screens of ${name} are 3 resources of their own`);
  });

  test('have a priority behind that of the guard', async () => {
    const stdin = JSON.stringify({ listeners: many });
    const run = await runGenerate([...command, '--plugin-config', '-', '--priority', '2147483647'], { stdin });
    expect(run).toEqual({
      code: 2,
      out: '',
      err: 'portcullis: --priority: found 2147483647, expected less with --screen: what it adds comes later\n',
    });
  });

  test("take nobody else's name", async () => {
    const gateway = (name: string, label: string, hosts: readonly string[]): string =>
      JSON.stringify({
        apiVersion: 'networking.istio.io/v1',
        kind: 'Gateway',
        metadata: { name },
        spec: {
          selector: { app: label },
          servers: hosts.map((host, index) => ({
            port: { number: 443, name: `https-${index}`, protocol: 'HTTPS' },
            tls: { mode: 'SIMPLE', credentialName: 'x' },
            hosts: [host],
          })),
        },
      });
    const hosts = many.flatMap((listener) => listener.hosts);
    const stdin = [gateway('a', 'ingress', hosts), gateway('b', 'ingress-screen-1', ['b.example.org'])].join('\n---\n');
    const run = await runGenerate(['envoy-filter', '--guard', '-f', '-', '--file', '/g.wasm', '--screen'], { stdin });
    expect(run).toMatchObject({ code: 2, out: '' });
    expect(run.err).toBe(
      'portcullis: --name: found two manifests called EnvoyFilter istio-system/portcullis-misdirected-guard-ingress-screen-1, expected a name for each\n' +
        '  try: --selector, for one gateway at a time, each with a --name\n',
    );
  });

  test('are left out where one alone is too large, and a note says so', async () => {
    const hosts = Array.from({ length: 40_000 }, (_, index) => `h${index}.example.com`);
    const { items, err } = await generated([
      { name: 'large', hosts },
      { name: 'small', hosts: ['a.example.org'] },
    ]);
    expect(chainsOf(items)).toEqual([' a.example.org']);
    expect(err).toContain('note: large: not screened, a screen with its names is too large for etcd');
  });

  test('have the port of their listener', async () => {
    const { items } = await generated([
      { port: 8443, hosts: ['a.example.com'] },
      { port: 9443, hosts: ['a.example.com', 'b.example.com'] },
    ]);
    expect(chainsOf(items)).toEqual(['8443 a.example.com', '9443 a.example.com']);
  });
});

describe('names of a screen', () => {
  test('are folded as the filter folds them; those of other ports are no others', () => {
    const { screens, left } = listenerScreens({
      listeners: [
        { name: 'wild', port: 1, hosts: ['*.Example.COM.'] },
        { name: 'same', port: 1, hosts: ['A.b.example.com', '*.c.example.com', 'example.com'] },
        { name: 'far', port: 2, hosts: ['x.example.com'] },
        { name: 'everywhere', hosts: ['y.example.com', 'y.example.com.'] },
        { name: 'rest', hosts: ['*', 'z.example.com'] },
        { name: 'none' },
      ],
    });
    expect(left).toEqual(['rest', 'none']);
    expect(screens).toEqual([
      {
        name: 'wild',
        port: 1,
        own: ['*.example.com'],
        others: ['*.c.example.com', 'a.b.example.com', 'y.example.com', 'z.example.com'],
      },
      { name: 'far', port: 2, own: ['x.example.com'], others: [] },
      { name: 'everywhere', port: undefined, own: ['y.example.com'], others: [] },
      { name: 'same', port: 1, own: ['a.b.example.com', '*.c.example.com', 'example.com'], others: [] },
    ]);
  });
});
