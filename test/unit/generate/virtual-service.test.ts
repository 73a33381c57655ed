import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { runGenerate } from './run-generate.ts';
import { cases, haveCases, readRows } from './shared-cases.ts';

interface VirtualService {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly spec: { readonly hosts: string[]; readonly gateways: string[]; readonly http: unknown[] };
}

const gateway = (name: string, servers: readonly string[], selector = '{istio: ingressgateway}'): string =>
  `{apiVersion: networking.istio.io/v1, kind: Gateway, metadata: {name: ${name}, namespace: edge}, spec: {selector: ${selector}, servers: [${servers.join(', ')}]}}`;
const server = (hosts: string, mode: string, more = ''): string =>
  `{port: {number: ${/port=(\d+)/.exec(more)?.[1] ?? 443}, name: https, protocol: HTTPS}, hosts: [${hosts}], tls: {mode: ${mode}}${/bind=(\S+)/.test(more) ? `, bind: ${/bind=(\S+)/.exec(more)?.[1]}` : ''}}`;
const service = (name: string, hosts: string, gateways: string, http = '[{route: []}]'): string =>
  `{apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {name: ${name}, namespace: shop}, spec: {hosts: [${hosts}], gateways: [${gateways}], http: ${http}}}`;

const guest = gateway('guest', [server('"*.a.io"', 'SIMPLE')]);
const admin = gateway('admin', [server('x.a.io', 'MUTUAL')]);

/** Which hosts get a 421 on which Gateway, and with which exit code, for several shapes of input. */
const shapes: readonly {
  why: string;
  input: readonly string[];
  code: number;
  blocks: readonly string[];
  says: string;
}[] = [
  { why: 'a stricter host under a wildcard', input: [guest, admin], code: 0, blocks: ['edge/guest: x.a.io'], says: '' },
  {
    why: 'two wildcards, one in the other',
    input: [guest, gateway('all', [server('"*"', 'SIMPLE')]), admin],
    code: 0,
    blocks: ['edge/all: x.a.io', 'edge/guest: x.a.io'],
    says: '',
  },
  {
    why: 'a stricter wildcard under a laxer one',
    input: [guest, gateway('pay', [server('"*.pay.a.io"', 'MUTUAL')])],
    code: 0,
    blocks: ['edge/guest: *.pay.a.io'],
    says: '',
  },
  {
    why: 'the apex, which the wildcard does not cover',
    input: [guest, gateway('b', [server('a.io', 'MUTUAL')])],
    code: 0,
    blocks: [],
    says: 'nothing needed',
  },
  {
    why: 'a laxer host under a stricter wildcard',
    input: [gateway('m', [server('"*.a.io"', 'MUTUAL')]), gateway('s', [server('x.a.io', 'SIMPLE')])],
    code: 0,
    blocks: [],
    says: 'nothing needed',
  },
  {
    why: 'another port',
    input: [guest, gateway('b', [server('x.a.io', 'MUTUAL', 'port=9443')])],
    code: 0,
    blocks: [],
    says: 'nothing needed',
  },
  {
    why: 'another address',
    input: [
      gateway('g', [server('"*.a.io"', 'SIMPLE', 'bind=10.0.0.1')]),
      gateway('b', [server('x.a.io', 'MUTUAL', 'bind=10.0.0.2')]),
    ],
    code: 0,
    blocks: [],
    says: 'nothing needed',
  },
  {
    why: 'other pods',
    input: [guest, gateway('b', [server('x.a.io', 'MUTUAL')], '{istio: egressgateway}')],
    code: 0,
    blocks: [],
    says: 'nothing needed',
  },
  {
    why: 'labels that one pod may have both of',
    input: [guest, gateway('b', [server('x.a.io', 'MUTUAL')], '{app: edge}')],
    code: 0,
    blocks: ['edge/guest: x.a.io'],
    says: '',
  },
  {
    why: 'both servers in one Gateway',
    input: [gateway('one', [server('"*.a.io"', 'SIMPLE'), server('x.a.io', 'MUTUAL')])],
    code: 1,
    blocks: [],
    says: 'a VirtualService cannot tell them apart',
  },
  {
    why: 'both servers in one Gateway, the strict one on a second Gateway too',
    input: [gateway('one', [server('"*.a.io"', 'SIMPLE'), server('x.a.io', 'MUTUAL', 'port=9443')]), admin],
    code: 0,
    blocks: ['edge/one:443: x.a.io'],
    says: '',
  },
  {
    why: 'a VirtualService that binds the host to the wildcard',
    input: [guest, admin, service('app', 'X.a.io', 'edge/guest, edge/admin')],
    code: 1,
    blocks: ['edge/guest: x.a.io'],
    says: 'finding: VirtualService shop/app binds x.a.io to Gateway edge/guest',
  },
  {
    why: 'a VirtualService that binds the host to its own Gateway',
    input: [guest, admin, service('app', 'x.a.io', 'edge/admin')],
    code: 0,
    blocks: ['edge/guest: x.a.io'],
    says: '',
  },
  {
    why: 'a VirtualService for the wildcard itself',
    input: [guest, admin, service('app', '"*.a.io"', 'edge/guest')],
    code: 0,
    blocks: ['edge/guest: x.a.io'],
    says: '',
  },
  {
    why: 'a VirtualService that refuses by itself',
    input: [guest, admin, service('no', 'x.a.io', 'edge/guest', '[{directResponse: {status: 421}}]')],
    code: 0,
    blocks: ['edge/guest: x.a.io'],
    says: '',
  },
  {
    why: 'a more specific VirtualService under a refused wildcard',
    input: [guest, gateway('pay', [server('"*.pay.a.io"', 'MUTUAL')]), service('app', 'eu.pay.a.io', 'edge/guest')],
    code: 1,
    blocks: ['edge/guest: *.pay.a.io'],
    says: 'binds eu.pay.a.io to Gateway edge/guest',
  },
  {
    why: 'one host on two servers with different TLS',
    input: [gateway('lax', [server('x.a.io', 'SIMPLE')]), admin],
    code: 1,
    blocks: [],
    says: '-:1:145: finding: x.a.io is named by another server of port 443 too',
  },
  {
    why: 'TLS that is passed through',
    input: [guest, gateway('b', [server('x.a.io', 'PASSTHROUGH')])],
    code: 0,
    blocks: [],
    says: 'note: PASSTHROUGH: what the back end asks',
  },
  {
    why: 'a Gateway of the Gateway API',
    input: [guest, '{apiVersion: gateway.networking.k8s.io/v1, kind: Gateway, metadata: {name: g}, spec: {}}'],
    code: 0,
    blocks: [],
    says: 'note: Gateway g of the Gateway API is left out',
  },
];

describe('generate virtual-service', () => {
  it.each(shapes)('$why', async ({ input, code, blocks, says }) => {
    const run = await runGenerate(['virtual-service', '-'], { stdin: input.join('\n---\n') });
    expect({ code: run.code, blocks: blocksOf(run.out) }).toEqual({ code, blocks });
    if (says === '') expect(run.err).toBe('');
    else expect(run.err).toContain(says);
    // What is generated, applied and read again, asks for nothing else.
    const again = await runGenerate(['virtual-service', '-'], { stdin: [...input, run.out].join('\n---\n') });
    expect(again).toEqual(run);
  });
});

if (haveCases('VirtualServices against recorded answers of Istio')) {
  describe('generate virtual-service and Istio', () => {
    const answers = (name: string): (number | null)[] =>
      readRows<Recorded>(`istiod-behaviour/${name}/expected.jsonl`)
        .filter(({ request }) => request.sni === 'guest.example.com' && request.host.startsWith('admin.example.com'))
        .map(({ response }) => response.status);

    it('gives, as fault, what a real gateway answered 421 with', async () => {
      expect(answers('gateway-421-virtualservice')).toEqual([421, 421, 421]);
      expect(answers('gateway-sni-two-gateways')).toEqual([404, 404, 404]);
      const run = await runGenerate(['virtual-service', '-', '--style', 'fault'], {
        stdin: scenario('gateway-sni-two-gateways'),
      });
      const { spec: applied } = documentsOf(scenario('gateway-421-virtualservice')).at(-1)!;
      const { spec: made } = documentsOf(run.out)[0]!;
      expect(made).toMatchObject({ hosts: applied.hosts, gateways: applied.gateways });
      expect(made.http[0]).toHaveProperty('fault', (applied.http[0] as { fault: unknown }).fault);
    });

    it('reports the hole that it cannot close: a VirtualService bound to both Gateways', async () => {
      expect(answers('gateway-sni-shared-vs')).toEqual([200, 200, 200]);
      const run = await runGenerate(['virtual-service', '-'], { stdin: scenario('gateway-sni-shared-vs') });
      expect(run.code).toBe(1);
      expect(run.err).toContain('VirtualService foo/admin binds admin.example.com to Gateway istio-system/guest');
    });
  });
}

function scenario(name: string): string {
  return readFileSync(`${cases}istiod-behaviour/${name}/manifests.yaml`, 'utf8');
}

interface Recorded {
  readonly request: { readonly sni?: string | null; readonly host: string };
  readonly response: { readonly status: number | null };
}

function documentsOf(text: string): VirtualService[] {
  return [...parseAllDocuments(text)].map((document) => document.toJS() as VirtualService);
}

function blocksOf(text: string): string[] {
  return documentsOf(text).map(({ spec: { hosts, gateways, http } }) => {
    const match = (http[0] as { match?: { port: number }[] }).match;
    return `${gateways.join()}${match ? `:${match[0]?.port}` : ''}: ${hosts.join()}`;
  });
}
