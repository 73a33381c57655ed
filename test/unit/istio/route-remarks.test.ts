import { describe, expect, it } from 'vitest';
import { routeRemarks } from '../../../tools/istio/route-remarks.ts';
import { readRoutes } from '../../../tools/istio/route.ts';
import { readTlsListeners } from '../../../tools/istio/tls-listeners.ts';
import { workloadsOf } from '../../../tools/istio/workload.ts';
import { unrollList } from '../../../tools/yaml/list.ts';
import { readYaml } from '../../../tools/yaml/read.ts';
import { api, gateway, https, server } from '../generate/guard-input.ts';

const guest = gateway('guest', [server('"*.x.io"')]);
const admin = gateway('admin', [server('admin.x.io', { mode: 'MUTUAL' })]);
const service = (hosts: string, gateways: string): string =>
  `{apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {name: v, namespace: ns}, spec: {hosts: [${hosts}], gateways: [${gateways}], http: []}}`;
const httpRoute = (hostnames: string, parent: string, kind = 'HTTPRoute'): string =>
  `{apiVersion: gateway.networking.k8s.io/v1, kind: ${kind}, metadata: {name: r, namespace: edge}, spec: {parentRefs: [${parent}], hostnames: [${hostnames}], rules: []}}`;
const public2 = api(`${https('wild', '*.x.io')}, ${https('admin', 'admin.x.io')}`);

const lost = 'for which none of its Gateways has a server';
const foreign = (owner: string): RegExp => new RegExp(`admin\\.x\\.io .* belongs to ${owner} .* is refused$`);

const rows: readonly { why: string; input: readonly string[]; says: readonly (string | RegExp)[] }[] = [
  {
    why: 'hosts where they belong',
    input: [guest, admin, service('a.x.io', 'guest'), service('admin.x.io', 'admin')],
    says: [],
  },
  {
    why: 'a host of another server',
    input: [guest, admin, service('admin.x.io', 'guest, admin')],
    says: [foreign('ns/admin/s')],
  },
  { why: 'a wildcard that only covers it', input: [guest, admin, service('"*.x.io", "*"', 'guest, admin')], says: [] },
  { why: 'a host that no server has', input: [guest, admin, service('a.y.io, a.x.io', 'guest, admin')], says: [lost] },
  { why: 'a wildcard over a server host', input: [admin, service('"*.io"', 'admin')], says: [] },
  { why: 'a wildcard that no server has anything of', input: [guest, service('"*.y.io"', 'guest')], says: [lost] },
  { why: 'a Gateway that is not among the input', input: [guest, service('a.y.io', 'guest, other/gateway')], says: [] },
  { why: 'the mesh', input: [guest, service('a.y.io', 'mesh')], says: [] },
  {
    why: 'a server that does not take VirtualServices of the namespace',
    input: [gateway('guest', [server('other/*.x.io')]), admin, service('admin.x.io', 'guest, admin')],
    says: [],
  },
  {
    why: 'a host that plain text has',
    input: [
      gateway('guest', [server('a.x.io'), '{port: {number: 80, name: h, protocol: HTTP}, hosts: [b.x.io]}']),
      service('b.x.io', 'guest'),
    ],
    says: [],
  },
  {
    why: 'an HTTPRoute on all listeners',
    input: [public2, httpRoute('admin.x.io', '{name: pub}')],
    says: [foreign('edge/pub/admin')],
  },
  {
    why: 'a GRPCRoute on the listener that owns the host',
    input: [public2, httpRoute('admin.x.io', '{name: pub, sectionName: admin}', 'GRPCRoute')],
    says: [],
  },
  {
    why: 'an HTTPRoute on the other one',
    input: [public2, httpRoute('admin.x.io', '{name: pub, sectionName: wild}')],
    says: [foreign('edge/pub/admin')],
  },
  { why: 'an HTTPRoute for no listener', input: [public2, httpRoute('a.y.io', '{name: pub}')], says: [lost] },
  {
    why: 'an HTTPRoute on a Service (GAMMA)',
    input: [public2, httpRoute('a.y.io', '{kind: Service, name: web}')],
    says: [],
  },
];

describe('routeRemarks', () => {
  it.each(rows)('$why', ({ input, says }) => {
    const resources = readYaml(input.join('\n---\n'), 'in.yaml').flatMap((document) => unrollList(document).resources);
    const read = readTlsListeners(resources, 'default');
    const remarks = routeRemarks(readRoutes(resources, 'default'), read, workloadsOf(read.listeners).workloads);
    expect(remarks.map(({ text }) => text)).toEqual(
      says.map(
        (text) => (text instanceof RegExp ? expect.stringMatching(text) : expect.stringContaining(text)) as unknown,
      ),
    );
    for (const { where, level } of remarks) expect([where?.startsWith('in.yaml:'), level]).toEqual([true, 'note']);
  });
});
