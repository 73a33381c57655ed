import { describe, expect, it } from 'vitest';
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

const gateway = (name: string, servers: readonly string[], selector = '{istio: ig}', more = ''): string =>
  `{apiVersion: networking.istio.io/v1, kind: Gateway, metadata: {name: ${name}, namespace: ns${more}}, spec: {selector: ${selector}, servers: [${servers.join(', ')}]}}`;
const server = (hosts: string, { mode = 'SIMPLE', port = 443, protocol = 'HTTPS', more = '', tls = '' } = {}): string =>
  `{name: s, port: {number: ${port}, name: p, protocol: ${protocol}}, hosts: [${hosts}], tls: {mode: ${mode}${tls}}${more}}`;
const service = (ports: string, selector = '{istio: ig, app: x}'): string =>
  `{apiVersion: v1, kind: Service, metadata: {name: lb, namespace: istio-system}, spec: {type: LoadBalancer, selector: ${selector}, ports: [${ports}]}}`;
const api = (listeners: string, more = '', kind = 'Gateway', spec = 'gatewayClassName: istio, '): string =>
  `{apiVersion: gateway.networking.k8s.io/v1, kind: ${kind}, metadata: {name: pub, namespace: edge${more}}, spec: {${spec}listeners: [${listeners}]}}`;
const https = (name: string, hostname: string, more = ''): string =>
  `{name: ${name}, hostname: "${hostname}", port: 443, protocol: HTTPS, tls: {certificateRefs: [{name: c}]}${more}}`;

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

const table: readonly {
  why: string;
  input: readonly string[];
  args?: readonly string[];
  guards: readonly string[];
  code?: number;
  says?: string;
}[] = [
  {
    why: 'two Gateways of one workload: one guard, no port',
    input: [gateway('a', [server('"*.x.io"')]), gateway('b', [server('y.x.io', { mode: 'MUTUAL' })])],
    guards: ['istio-system/g istio=ig: ns/a/s=*.x.io ns/b/s=y.x.io'],
  },
  {
    why: 'hosts in every form, in lower case, each once',
    input: [gateway('a', [server('./A.x.io, other/a.x.io, "*/b.x.io", "*.c.io"')])],
    guards: ['istio-system/g istio=ig: ns/a/s=*.c.io,a.x.io,b.x.io'],
  },
  {
    why: 'a server with * has no other hosts: its chain is chosen by no name',
    input: [gateway('a', [server('"*", a.x.io')]), gateway('b', [server('"*.x.io"')])],
    guards: ['istio-system/g istio=ig: ns/a/s=* ns/b/s=*.x.io'],
  },
  {
    why: 'plain HTTP has no server names and nothing is said of it',
    input: [gateway('a', [server('a.io'), '{port: {number: 80, name: h, protocol: HTTP}, hosts: ["*"]}'])],
    guards: ['istio-system/g istio=ig: ns/a/s=a.io'],
  },
  {
    why: 'two ports, and no word of what the pods listen on: both that are known of installations',
    input: [gateway('a', [server('a.io'), server('b.io', { port: 9443 })])],
    guards: ['istio-system/g istio=ig: ns/a/s@443=a.io ns/a/s@8443=a.io ns/a/s@9443=b.io'],
    says: 'note: port 443 of the Gateways is taken for 8443 of the pods (istioctl install) and for 443 (Helm chart)',
  },
  {
    why: 'two ports, and the Service of the pods says which',
    input: [
      gateway('a', [server('a.io'), server('b.io', { port: 9443 })]),
      service('{port: 443, targetPort: 8443}, {port: 9443}'),
    ],
    guards: ['istio-system/g istio=ig: ns/a/s@8443=a.io ns/a/s@9443=b.io'],
  },
  {
    why: 'a Service of other pods says nothing',
    input: [
      gateway('a', [server('a.io'), server('b.io', { port: 9443 })]),
      service('{port: 443, targetPort: 1}', '{istio: other}'),
    ],
    guards: ['istio-system/g istio=ig: ns/a/s@443=a.io ns/a/s@8443=a.io ns/a/s@9443=b.io'],
  },
  {
    why: 'a targetPort by name cannot be looked up',
    input: [
      gateway('a', [server('a.io', { port: 7443 }), server('b.io', { port: 9443 })]),
      service('{port: 7443, targetPort: https}'),
    ],
    guards: ['istio-system/g istio=ig: ns/a/s@7443=a.io ns/a/s@9443=b.io'],
    says: "note: targetPort https of Service lb is a name of the pod's: --port-map 7443=NUMBER says which port it is",
  },
  {
    why: '--port-map comes before the Service',
    input: [
      gateway('a', [server('a.io'), server('b.io', { port: 9443 })]),
      service('{port: 443, targetPort: 8443}, {port: 9443}'),
    ],
    args: ['--port-map', '443=1443'],
    guards: ['istio-system/g istio=ig: ns/a/s@1443=a.io ns/a/s@9443=b.io'],
  },
  {
    why: 'two ports of the Service that are one of the pod: no port is written',
    input: [
      gateway('a', [server('a.io'), server('b.io', { port: 9443 })]),
      service('{port: 443, targetPort: 8443}, {port: 9443, targetPort: 8443}'),
    ],
    guards: ['istio-system/g istio=ig: ns/a/s=a.io ns/a/s=b.io'],
  },
  {
    why: 'a port without HTTP is no reason to write ports',
    input: [gateway('a', [server('a.io'), server('b.io', { port: 15443, mode: 'AUTO_PASSTHROUGH', protocol: 'TLS' })])],
    guards: ['istio-system/g istio=ig: ns/a/s=a.io'],
    says: ':1:223: note: AUTO_PASSTHROUGH: its server names are those of clusters',
  },
  {
    why: 'a PASSTHROUGH server: its hosts are refused behind other names',
    input: [gateway('a', [server('"*.x.io"'), server('raw.x.io', { mode: 'PASSTHROUGH', protocol: 'TLS' })])],
    guards: ['istio-system/g istio=ig: ns/a/s=*.x.io ns/a/s=raw.x.io'],
    says: 'note: PASSTHROUGH: Envoy passes the bytes on and sees no requests there',
  },
  {
    why: 'PASSTHROUGH alone: nothing to guard',
    input: [gateway('a', [server('raw.x.io', { mode: 'PASSTHROUGH', protocol: 'TLS' })])],
    guards: [],
    says: 'note: istio=ig: no server ends TLS and reads HTTP, so there is nothing to guard',
  },
  {
    why: 'bind is named',
    input: [gateway('a', [server('a.io', { more: ', bind: 10.0.0.1' })])],
    guards: ['istio-system/g istio=ig: ns/a/s=a.io'],
    says: 'note: bind 10.0.0.1: a guard sees the port of a connection, not its address',
  },
  {
    why: 'one host on two servers is good for itself alone, and Istio drops one of them',
    input: [gateway('a', [server('x.io, a.io')]), gateway('b', [server('x.io, b.io', { mode: 'MUTUAL' })])],
    guards: ['istio-system/g istio=ig: ns/a/s=a.io ns/a/s and ns/b/s=x.io ns/b/s=b.io'],
    code: 1,
    says: 'finding: x.io: claimed by ns/a/s (-:1:',
  },
  {
    why: 'the same by way of two namespaces: Envoy refuses the listener',
    input: [gateway('a', [server('one/x.io')]), gateway('b', [server('two/x.io')])],
    guards: ['istio-system/g istio=ig: ns/a/s and ns/b/s=x.io'],
    code: 1,
    says: 'Envoy refuses a listener with one server name twice',
  },
  {
    why: 'one host on two addresses',
    input: [
      gateway('a', [server('x.io', { more: ', bind: 10.0.0.1' })]),
      gateway('b', [server('x.io', { more: ', bind: 10.0.0.2' })]),
    ],
    guards: ['istio-system/g istio=ig: ns/a/s and ns/b/s=x.io'],
    says: 'on different addresses, which a guard cannot tell apart',
  },
  {
    why: 'an IP address is no server name, nor is a name that ends in a number',
    input: [gateway('a', [server('192.0.2.1, a.1, a.io')])],
    guards: ['istio-system/g istio=ig: ns/a/s=a.io'],
    says: 'note: 192.0.2.1 is left out: clients send no server name for an IP address',
  },
  {
    why: 'selectors that exclude each other: a guard each',
    input: [gateway('a', [server('a.io')]), gateway('b', [server('b.io')], '{istio: other}')],
    guards: ['istio-system/g-ig istio=ig: ns/a/s=a.io', 'istio-system/g-other istio=other: ns/b/s=b.io'],
  },
  {
    why: 'selectors that may mean the same pods: each gets all listeners',
    input: [gateway('a', [server('a.io')]), gateway('b', [server('b.io')], '{app: web}')],
    guards: [
      'istio-system/g-web app=web: ns/a/s=a.io ns/b/s=b.io',
      'istio-system/g-ig istio=ig: ns/a/s=a.io ns/b/s=b.io',
    ],
    says: 'note: the selectors app=web and istio=ig may mean the same pods',
  },
  {
    why: 'a selector that asks for more is reached by the one that asks for less',
    input: [gateway('a', [server('a.io')]), gateway('b', [server('b.io')], '{istio: ig, app: web}')],
    guards: ['istio-system/g istio=ig: ns/a/s=a.io ns/b/s=b.io'],
  },
  {
    why: 'a Gateway without a selector is of every gateway',
    input: [gateway('a', [server('a.io')]), gateway('b', [server('b.io')], '{}')],
    guards: ['istio-system/g istio=ig: ns/a/s=a.io ns/b/s=b.io'],
  },
  {
    why: 'without any selector the guard goes to the default one',
    input: [gateway('b', [server('b.io')], '{}')],
    guards: ['istio-system/g istio=ingressgateway: ns/b/s=b.io'],
  },
  {
    why: '--selector says which labels the pods carry',
    input: [
      gateway('a', [server('a.io')]),
      gateway('b', [server('b.io')], '{app: web}'),
      gateway('c', [server('c.io')], '{zone: z}'),
    ],
    args: ['--selector', 'istio=ig', '--selector', 'app=web'],
    guards: ['istio-system/g istio=ig,app=web: ns/a/s=a.io ns/b/s=b.io'],
    says: 'note: left out, with 0 other TLS listeners: --selector has not all labels of zone=z',
  },
  {
    why: 'listeners of the Gateway API: no hostname is every name, the guard is attached to the Gateway',
    input: [
      api(`${https('w', '*.x.io')}, {name: all, port: 443, protocol: HTTPS, tls: {certificateRefs: [{name: c}]}}`),
    ],
    guards: ['edge/g Gateway/pub: edge/pub/all=* edge/pub/w=*.x.io'],
  },
  {
    why: 'a Gateway of each API',
    input: [api(https('w', 'w.io')), gateway('a', [server('a.io')])],
    guards: ['istio-system/g-ig istio=ig: ns/a/s=a.io', 'edge/g-pub Gateway/pub: edge/pub/w=w.io'],
  },
  {
    why: 'an Istio Gateway that selects the pods of a Gateway of the Gateway API',
    input: [api(https('w', 'w.io')), gateway('a', [server('a.io')], '{gateway.networking.k8s.io/gateway-name: pub}')],
    guards: ['edge/g Gateway/pub: edge/pub/w=w.io ns/a/s=a.io'],
  },
  {
    why: 'ports of a Gateway that Istio runs are the same in the pods',
    input: [api(`${https('w', 'w.io')}, ${https('v', 'v.io').replace('443', '8443')}`)],
    guards: ['edge/g Gateway/pub: edge/pub/v@8443=v.io edge/pub/w@443=w.io'],
  },
  {
    why: 'one host on two listeners of the Gateway API',
    input: [api(`${https('v', 'v.io')}, ${https('w', 'V.io')}`)],
    guards: ['edge/g Gateway/pub: edge/pub/v and edge/pub/w=v.io'],
    code: 1,
    says: 'v.io: claimed by edge/pub/v',
  },
  {
    why: 'a Gateway on pods of a Service that is among the input',
    input: [
      api(
        https('w', 'w.io'),
        '',
        'Gateway',
        'gatewayClassName: istio, addresses: [{type: Hostname, value: lb.istio-system.svc.cluster.local}], ',
      ),
      service('{port: 443, targetPort: 8443}'),
    ],
    guards: ['istio-system/g istio=ig,app=x: edge/pub/w=w.io'],
  },
  {
    why: 'a Gateway on pods of a Service that is not',
    input: [
      api(https('w', 'w.io'), '', 'Gateway', 'gatewayClassName: istio, addresses: [{type: Hostname, value: lb}], '),
    ],
    guards: [],
    code: 1,
    says: 'finding: Gateway pub is left out: it runs on the pods of Service edge/lb, which is not among the input',
  },
  {
    why: 'a ListenerSet of the namespace that the Gateway admits',
    input: [
      api(https('w', 'w.io'), '', 'Gateway', 'gatewayClassName: istio, allowedListeners: {namespaces: {from: Same}}, '),
      api(https('v', 'v.io'), '', 'ListenerSet', 'parentRef: {name: pub}, ').replace('name: pub,', 'name: set,'),
    ],
    guards: ['edge/g Gateway/pub: edge/pub/w=w.io edge/set/v=v.io'],
  },
  {
    why: 'a ListenerSet that the Gateway does not admit',
    input: [api(https('w', 'w.io')), api(https('v', 'v.io'), '', 'ListenerSet', 'parentRef: {name: pub}, ')],
    guards: ['edge/g Gateway/pub: edge/pub/w=w.io'],
    code: 1,
    says: 'finding: ListenerSet edge/pub is left out: allowedListeners of Gateway edge/pub takes none',
  },
  {
    why: 'a ListenerSet of the experimental channel',
    input: [
      api(https('w', 'w.io')),
      api(https('v', 'v.io'), '', 'XListenerSet', 'parentRef: {name: pub}, ').replace('k8s.io/v1', 'x-k8s.io/v1alpha1'),
    ],
    guards: ['edge/g Gateway/pub: edge/pub/w=w.io'],
    code: 1,
    says: 'finding: XListenerSet pub is left out: it is of the experimental channel',
  },
];

describe('the guard from Gateways', () => {
  it.each(table)('$why', async ({ input, args = [], guards, code = 0, says = '' }) => {
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
});
