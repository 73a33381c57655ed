import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect as connectTls } from 'node:tls';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bootstrap } from '../../../tools/envoy/bootstrap.ts';
import type { Listener } from '../../../tools/envoy/listener.ts';
import { extension, type Extension } from '../../../tools/envoy/proto.ts';
import { startEnvoy, type RunningEnvoy } from '../../../tools/envoy/run.ts';
import { generatedFilters } from '../envoy/generated-filters.ts';
import { realEnvoy } from '../envoy/real-envoy.ts';
import { anyCertificate, guardListener } from '../guard/guard-listener.ts';

// Behind PROXY protocol the port that the guard judges by is the load balancer's, and need not be that of the listener whose
// filter chain the connection is on. A screen with a port looks at the same one.

const configuration = {
  listeners: [
    { name: 'inner', port: 8443, hosts: ['*.example.com'] },
    { name: 'outer', port: 443, hosts: ['*.example.com'] },
    { name: 'admin', port: 443, hosts: ['admin.example.com'] },
  ],
};

let folder: string;
let envoy: RunningEnvoy;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'portcullis-proxy-protocol-'));
  const tls = await anyCertificate();
  const listenerWith = async (name: string, ...flags: readonly string[]): Promise<Listener> => {
    const all = ['--plugin-config', JSON.stringify(configuration), ...flags];
    const options = { filter: 'misdirected-guard', flags: all, folder: mkdtempSync(join(folder, 'ecds-')) } as const;
    const chain = (await generatedFilters(options))({ serverNames: ['*.example.com'], port: 8443 });
    const made = guardListener({ name, tls, httpFilters: chain.slice(0, -1) as unknown as Extension[] });
    return { ...made, listener_filters: [proxyProtocol, ...(made['listener_filters'] as Extension[])] };
  };
  const listeners = [
    await listenerWith('plain', '--backstop'),
    await listenerWith('screened', '--backstop', '--screen'),
  ];
  envoy = await startEnvoy(await realEnvoy(), { bootstrap: bootstrap({ listeners }) });
});
afterAll(async () => {
  await envoy?.stop();
  rmSync(folder, { recursive: true });
});

const proxyProtocol = extension(
  'envoy.filters.listener.proxy_protocol',
  'envoy.extensions.filters.listener.proxy_protocol.v3.ProxyProtocol',
);

/** Status, and whether the guard judged the request, of one that a load balancer passed on from its port `port`. */
async function ask(name: string, port: number, sni: string, host: string): Promise<string> {
  const socket = connect(envoy.port(name), '127.0.0.1');
  try {
    await once(socket, 'connect');
    socket.write(`PROXY TCP4 192.0.2.1 192.0.2.2 40000 ${port}\r\n`);
    const secure = connectTls({ socket, servername: sni, rejectUnauthorized: false });
    await once(secure, 'secureConnect');
    secure.write(`GET / HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
    let text = '';
    for await (const chunk of secure) text += String(chunk);
    return `${text.slice(9, 12)}${/^x-mark: judged/m.test(text) ? ' judged' : ''}`;
  } finally {
    socket.destroy();
  }
}

test.each([
  [8443, 'x.example.com', 'y.example.com', '200 judged', '200'],
  [8443, 'x.example.com', 'admin.example.com', '200 judged', '200'],
  [443, 'x.example.com', 'x.example.com', '200 judged', '200 judged'],
  [443, 'x.example.com', 'admin.example.com', '421 judged', '421 judged'],
  [443, 'admin.example.com', 'x.example.com', '421 judged', '421 judged'],
  [7777, 'x.example.com', 'x.example.com', '200 judged', '200 judged'],
])('port %i, SNI %s, host %s: %s, behind a screen %s', async (port, sni, host, plain, screened) => {
  expect(await ask('plain', port, sni, host)).toBe(plain);
  expect(await ask('screened', port, sni, host)).toBe(screened);
});
