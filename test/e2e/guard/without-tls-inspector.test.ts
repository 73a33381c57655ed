import { expect, test } from 'vitest';
import { bootstrap } from '../../../tools/envoy/bootstrap.ts';
import { startEnvoy } from '../../../tools/envoy/run.ts';
import { h1 } from '../../../tools/wire/h1.ts';
import { headerOf } from '../../../tools/wire/response.ts';
import { realEnvoy } from '../envoy/real-envoy.ts';
import { anyCertificate, guardFilter, guardListener, seen } from './guard-listener.ts';

test('without the TLS inspector every connection counts as one without SNI', async () => {
  const tls = await anyCertificate();
  const made = guardListener({ name: 'main', tls, httpFilters: [guardFilter({})] });
  // A chain that matches a transport protocol would make Envoy add the inspector by itself.
  const [overTls] = made['filter_chains'] as readonly object[];
  const listener = { name: 'main', address: made['address'], filter_chains: [{ ...overTls, filter_chain_match: {} }] };
  await using envoy = await startEnvoy(await realEnvoy(), { bootstrap: bootstrap({ listeners: [listener] }) });
  const host = 'a.example.com';
  const response = await h1({ port: envoy.port('main'), tls: { sni: host } }, { path: '/', host });
  expect(response.status).toBe(421);
  expect(headerOf(response, seen.details)).toBe('portcullis_misdirected{missing-sni}');
});
