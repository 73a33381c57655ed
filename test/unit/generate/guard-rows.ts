import { api, gateway, https, server, service } from './guard-input.ts';

/** Input, and the guards that come of it. */
export const guardRows: readonly {
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
    says: 'note: istio=ig: no server with a host name ends TLS and reads HTTP, so there is nothing to guard',
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
    says: 'note: no Gateway has a selector, so they apply to every gateway: --selector tells which pods are meant',
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
