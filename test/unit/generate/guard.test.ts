import { describe, expect, it } from 'vitest';
import { gateway, server } from './guard-input.ts';
import { guardRows } from './guard-rows.ts';
import { runGenerate } from './run-generate.ts';

interface Listener {
  readonly name: string;
  readonly port?: number;
  readonly hosts: readonly string[];
  readonly tls?: string;
}

interface Plugin {
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly spec: {
    readonly selector?: { readonly matchLabels: Readonly<Record<string, string>> };
    readonly targetRefs?: readonly { readonly name: string }[];
    readonly match?: unknown;
    readonly pluginConfig: { readonly listeners: readonly Listener[] };
  };
}

/** `NAMESPACE/NAME pods: NAME[@PORT]=HOSTS …` for each guard. */
function told({ metadata, spec }: Plugin): string {
  const pods = spec.selector
    ? Object.entries(spec.selector.matchLabels)
        .map((pair) => pair.join('='))
        .join(',')
    : `Gateway/${spec.targetRefs?.[0]?.name}`;
  const listeners = spec.pluginConfig.listeners.map(
    ({ name, port, hosts }) => `${name}${port === undefined ? '' : `@${port}`}=${hosts.join(',')}`,
  );
  return `${metadata.namespace}/${metadata.name.replace('portcullis-misdirected-guard', 'g')} ${pods}: ${listeners.join(' ')}`;
}

async function run(
  input: readonly string[],
  args: readonly string[] = [],
): Promise<{ code: number; err: string; plugins: Plugin[] }> {
  const base = ['wasm-plugin', '--guard', '-f', '-', '--url', 'https://a.example/g.wasm', '-o', 'json'];
  const { code, out, err } = await runGenerate([...base, ...args], { stdin: input.join('\n---\n') });
  return { code, err, plugins: out === '' ? [] : (JSON.parse(out) as { items: Plugin[] }).items };
}

describe('the guard from Gateways', () => {
  it.each(guardRows)('$why', async ({ input, args = [], guards, code = 0, says = '' }) => {
    const made = await run(input, args);
    expect(made.err).toContain(says);
    expect(made.plugins.map(told)).toEqual(guards);
    expect(made.code).toBe(code);
    // The built filter has read the configuration, or there would be a note or a failure.
    expect(made.err).not.toContain('not checked');
  });

  it('gives equal TLS settings equal labels, and others other labels', async () => {
    const settings = [
      '',
      ', credentialName: c',
      ', credentialName: c',
      ', credentialName: c, minProtocolVersion: TLSV1_3',
      ', credentialName: d',
      ', credentialName: c, httpsRedirect: true',
    ];
    const input = settings.map((tls, index) => gateway(`g${index}`, [server(`h${index}.io`, { tls })]));
    const [guard] = (await run(input)).plugins;
    const labels = guard?.spec.pluginConfig.listeners.map(({ tls }) => tls);
    expect(labels).toEqual(['SIMPLE', 'SIMPLE c', 'SIMPLE c', 'SIMPLE c (2)', 'SIMPLE d', 'SIMPLE c']);
  });

  it('takes the older of two Gateways for the first, then the name', async () => {
    const hosts = server('x.io');
    const [named] = (await run([gateway('b', [hosts]), gateway('a', [hosts])])).plugins;
    expect(named?.spec.pluginConfig.listeners[0]?.name).toBe('ns/a/s and ns/b/s');
    const old = gateway('b', [hosts], '{istio: ig}', ', creationTimestamp: "2020-01-01T00:00:00Z"');
    const young = gateway('a', [hosts], '{istio: ig}', ', creationTimestamp: "2021-01-01T00:00:00Z"');
    const [aged] = (await run([young, old])).plugins;
    expect(aged?.spec.pluginConfig.listeners[0]?.name).toBe('ns/b/s and ns/a/s');
  });

  it('splits a guard that is too large by port, and refuses one that is too large on a port', async () => {
    const many = (port: number, count: number): string =>
      gateway(`g${port}`, [
        server(Array.from({ length: count }, (_, index) => `h${index}.${'x'.repeat(40)}.p${port}.io`).join(', '), {
          port,
        }),
      ]);
    const split = await run([many(443, 20_000), many(9443, 20_000)], ['--port-map', '443=8443']);
    expect(split.code, split.err).toBe(0);
    expect(
      split.plugins.map(({ metadata, spec }) => [metadata.name, spec.match, spec.pluginConfig.listeners.length]),
    ).toEqual([
      ['portcullis-misdirected-guard-8443', [{ ports: [{ number: 8443 }] }], 1],
      ['portcullis-misdirected-guard-9443', [{ ports: [{ number: 9443 }] }], 1],
    ]);
    expect(split.err).toContain('is split by port, since the whole is too large for etcd');
    expect(split.err).toContain('kubectl apply --server-side takes it');
    const refused = await run([many(443, 40_000)]);
    expect(refused).toMatchObject({ code: 2, plugins: [] });
    expect(refused.err).toMatch(
      /found \d{7} bytes, expected at most 1500000: etcd refuses larger resources\n {2}try: /,
    );
  });

  it('splits the listeners of a port where no wildcard binds them together, and not where other settings forbid it', async () => {
    const input = Array.from({ length: 4 }, (_, part) =>
      gateway(`g${part}`, [
        server(Array.from({ length: 10_000 }, (_entry, index) => `h${index}.${'x'.repeat(40)}.p${part}.io`).join(', ')),
      ]),
    );
    const split = await run(input);
    expect(split.code, split.err).toBe(0);
    const hosts = ({ spec }: Plugin): string[] => spec.pluginConfig.listeners.flatMap((listener) => listener.hosts);
    expect(split.plugins.map(({ metadata }) => metadata.name)).toEqual([
      'portcullis-misdirected-guard-part-1',
      'portcullis-misdirected-guard-part-2',
    ]);
    expect(new Set(split.plugins.flatMap(hosts)).size).toBe(40_000);
    for (const plugin of split.plugins) expect(JSON.stringify(plugin).length).toBeLessThan(1_500_000);
    expect(split.err).toContain('is split into 2 parts that refuse together what the whole would');
    for (const config of ['{"sameTls":"SHARED"}', '{"unknownHost":"REJECT"}', '{"mark":true}']) {
      expect(await run(input, ['--plugin-config', config]), config).toMatchObject({ code: 2, plugins: [] });
    }
    const covered = [...input, gateway('all', [server('"*"')])];
    expect(await run(covered), 'a catch-all covers every host').toMatchObject({ code: 2, plugins: [] });
  });
});
