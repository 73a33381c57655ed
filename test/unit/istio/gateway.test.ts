import { describe, expect, it } from 'vitest';
import { Failure } from '../../../tools/model/failure.ts';
import { isGateway, readGateway } from '../../../tools/istio/gateway.ts';
import { laxerBy } from '../../../tools/istio/server-tls.ts';
import { unrollList, type Resource } from '../../../tools/yaml/list.ts';
import { readYaml } from '../../../tools/yaml/read.ts';
import { haveCases, readRows, type CaseRow } from '../generate/shared-cases.ts';

const head = 'apiVersion: networking.istio.io/v1\nkind: Gateway\nmetadata: {name: a, namespace: ns}\n';
const port = 'port: {number: 443, name: https, protocol: HTTPS}';

const bad: readonly [why: string, spec: string, where: string, what: string][] = [
  ['an unknown key', '{server: []}', '4:8', 'spec: found the key "server", expected one of selector, servers'],
  [
    'an unknown key of a server',
    '{servers: [{host: [a]}]}',
    '4:19',
    'spec.servers[0]: found the key "host", expected one of bind, defaultEndpoint, hosts, name, port, tls',
  ],
  [
    'no hosts',
    `{servers: [{${port}, tls: {mode: SIMPLE}}]}`,
    '4:18',
    'spec.servers[0].hosts: found nothing, expected at least one host',
  ],
  [
    'no TLS on HTTPS',
    `{servers: [{${port}, hosts: [a]}]}`,
    '4:18',
    'spec.servers[0].tls: found nothing, expected TLS settings, since the protocol is HTTPS',
  ],
  [
    'an unknown mode',
    `{servers: [{${port}, hosts: [a], tls: {mode: mutual}}]}`,
    '4:94',
    'spec.servers[0].tls.mode: found "mutual", expected one of PASSTHROUGH, SIMPLE, MUTUAL, AUTO_PASSTHROUGH, ISTIO_MUTUAL, OPTIONAL_MUTUAL',
  ],
  [
    'a port as a text',
    '{servers: [{port: {number: "443", protocol: HTTP}, hosts: [a]}]}',
    '4:34',
    'spec.servers[0].port.number: found "443", expected a port number, 1-65535',
  ],
  [
    'an unknown protocol',
    '{servers: [{port: {number: 1, protocol: HTTP3}, hosts: [a]}]}',
    '4:47',
    'spec.servers[0].port.protocol: found "HTTP3", expected one of HTTP, HTTP2, HTTPS, GRPC, GRPC-WEB, TCP, TLS, MONGO, MYSQL, REDIS',
  ],
  [
    'a namespace without a host',
    '{servers: [{port: {number: 1, protocol: HTTP}, hosts: [ns/]}]}',
    '4:62',
    'spec.servers[0].hosts[0]: found "ns/", expected a DNS name, "*.name" or "*", optionally behind "NAMESPACE/", "./" or "*/"',
  ],
  [
    'a wildcard in a label',
    '{servers: [{port: {number: 1, protocol: HTTP}, hosts: ["*a.b"]}]}',
    '4:62',
    'spec.servers[0].hosts[0]: found "*a.b", expected a DNS name, "*.name" or "*", optionally behind "NAMESPACE/", "./" or "*/"',
  ],
  ['servers that are no list', '{servers: {}}', '4:17', 'spec.servers: found {}, expected a sequence'],
  ['a label that is no text', '{selector: {a: 1}}', '4:22', 'spec.selector.a: found 1, expected a string'],
];

describe('readGateway', () => {
  it('reads every form of host, defaults and the namespace', () => {
    const text = `${head}spec:
  selector: {istio: ingressgateway}
  servers:
    - {bind: 10.0.0.1, ${port}, tls: {credentialName: c}, hosts: ["*.Example.com", ./a.b, other/*, "*/c.d"]}
    - {port: {number: 80, name: http, protocol: http}, tls: {httpsRedirect: true}, hosts: ["*"]}
`;
    const gateway = readGateway(resourceOf(text), 'default');
    expect(gateway).toMatchObject({ namespace: 'ns', name: 'a', selector: { istio: 'ingressgateway' } });
    const [https, http] = gateway.servers;
    expect(https).toMatchObject({
      port: 443,
      protocol: 'HTTPS',
      bind: '10.0.0.1',
      where: 'f.yaml:7:7',
      hosts: [
        { namespace: '*', dnsName: '*.example.com' },
        { namespace: 'ns', dnsName: 'a.b' },
        { namespace: 'other', dnsName: '*' },
        { namespace: '*', dnsName: 'c.d' },
      ],
      // The zero value of the API: a mode that is not written passes TLS through.
      tls: { mode: 'PASSTHROUGH', httpsRedirect: false, minVersion: 12 },
    });
    expect(http).toMatchObject({ protocol: 'HTTP', bind: undefined, tls: { httpsRedirect: true } });
  });

  it.each(bad)('refuses %s', (_, spec, where, what) => {
    const failure = failureOf(() => readGateway(resourceOf(`${head}spec: ${spec}\n`), 'default'));
    expect({ where: failure.where, what: failure.message }).toEqual({
      where: `f.yaml:${where}`,
      what: `Gateway a: ${what}`,
    });
  });

  it('refuses a version that it does not know, and is not for the Gateway API', () => {
    const future = resourceOf(head.replace('/v1', '/v2'));
    expect(failureOf(() => readGateway(future, 'default')).message).toContain(
      'apiVersion: found "networking.istio.io/v2"',
    );
    expect(isGateway(future)).toBe(true);
    expect(isGateway(resourceOf(head.replace('networking.istio.io', 'gateway.networking.k8s.io')))).toBe(false);
  });
});

if (haveCases('the Gateway reader against Istio rows')) {
  describe('readGateway agrees with the validation of Istio', () => {
    // About fields of several servers at once, which do not matter here.
    const beyond = ['empty', 'duplicate port names'];
    const rows = readRows<CaseRow>('istio-validation-cases.jsonl').filter((row) => row.input.kind === 'Gateway');

    it.each(rows)('$name', ({ name, input, expected }) => {
      const read = (): unknown => readGateway(resourceOf(JSON.stringify(input)), 'default');
      if (expected.valid || beyond.includes(name ?? '')) expect(read).not.toThrow();
      else expect(read).toThrow(Failure);
    });
  });
}

const tlsPairs: readonly [lax: string, strict: string, reason: string | undefined][] = [
  ['mode: SIMPLE', 'mode: MUTUAL', 'SIMPLE instead of MUTUAL'],
  ['mode: SIMPLE', 'mode: OPTIONAL_MUTUAL', 'SIMPLE instead of OPTIONAL_MUTUAL'],
  ['mode: OPTIONAL_MUTUAL', 'mode: MUTUAL', 'OPTIONAL_MUTUAL instead of MUTUAL'],
  ['mode: SIMPLE', 'mode: ISTIO_MUTUAL', 'SIMPLE instead of ISTIO_MUTUAL'],
  [
    'mode: MUTUAL, credentialName: a',
    'mode: MUTUAL, credentialName: b',
    'MUTUAL with client certificates of another CA secret',
  ],
  ['mode: MUTUAL, credentialName: a', 'mode: MUTUAL, credentialName: a', undefined],
  [
    'mode: MUTUAL, credentialName: a, caCertCredentialName: x',
    'mode: MUTUAL, credentialName: b, caCertCredentialName: x',
    undefined,
  ],
  [
    'mode: MUTUAL, credentialName: a',
    'mode: MUTUAL, credentialName: a, subjectAltNames: [x]',
    'MUTUAL with client certificates of another CA secret',
  ],
  ['mode: MUTUAL, credentialName: a', 'mode: SIMPLE, credentialName: b', undefined],
  ['mode: SIMPLE, credentialName: a', 'mode: SIMPLE, credentialName: b', undefined],
  ['mode: SIMPLE', 'mode: SIMPLE, minProtocolVersion: TLSV1_3', 'an older minimum TLS version'],
  ['mode: SIMPLE, minProtocolVersion: TLSV1_3', 'mode: SIMPLE', undefined],
  [
    'mode: SIMPLE, minProtocolVersion: TLSV1_1',
    'mode: SIMPLE, minProtocolVersion: TLS_AUTO',
    'an older minimum TLS version',
  ],
  ['mode: SIMPLE', 'mode: SIMPLE, cipherSuites: [ECDHE-RSA-AES256-GCM-SHA384]', 'other cipher suites'],
];

describe('laxerBy', () => {
  it.each(tlsPairs)('{%s} in place of {%s}: %s', (lax, strict, reason) => {
    const [one, other] = [lax, strict].map((tls) => {
      const server = `{${port}, tls: {${tls}}, hosts: [a]}`;
      return readGateway(resourceOf(`${head}spec: {servers: [${server}]}\n`), 'default').servers[0]?.tls;
    });
    expect(laxerBy(one!, other!)).toBe(reason);
  });
});

function resourceOf(text: string): Resource {
  return unrollList(readYaml(text, 'f.yaml')[0]!).resources[0]!;
}

function failureOf(run: () => unknown): Failure {
  try {
    run();
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  throw new Error('expected a failure');
}
