import { bootstrap } from '../../../tools/envoy/bootstrap.ts';
import { filterChain } from '../../../tools/envoy/filter-chain.ts';
import { httpConnectionManager } from '../../../tools/envoy/http-connection-manager.ts';
import { listener } from '../../../tools/envoy/listener.ts';
import type { Proto } from '../../../tools/envoy/proto.ts';
import { directResponse, virtualHost } from '../../../tools/envoy/routes.ts';
import { startEnvoy } from '../../../tools/envoy/run.ts';
import type { RunningEnvoy } from '../../../tools/envoy/run.ts';
import type { WireTarget } from '../../../tools/wire/target.ts';
import { realEnvoy } from '../envoy/real-envoy.ts';
import { anyCertificate, guardFilter, sayOnResponses } from './guard-listener.ts';

/** The listeners of the gateway, a filter chain each. */
export const chainListeners = [
  { name: 'rest' },
  { name: 'com', hosts: ['*.com'] },
  { name: 'wild', hosts: ['*.example.com'] },
  { name: 'admin', hosts: ['admin.example.com', 'example.com'] },
  { name: 'deep', hosts: ['*.b.example.com', 'localhost'] },
];

/** The response header in which a chain tells its name. */
export const chainHeader = 'x-chain';

/** A gateway laid out like Istio's: a filter chain for each listener, the guard in each. Every chain would serve every host. */
export async function chainsGateway(): Promise<{
  readonly envoy: RunningEnvoy;
  target(sni: string | null): WireTarget;
}> {
  const tls = await anyCertificate();
  const chain = ({ name, hosts }: { readonly name: string; readonly hosts?: readonly string[] }): Proto =>
    filterChain({
      name,
      tls,
      ...(hosts === undefined ? {} : { serverNames: hosts }),
      filters: [
        httpConnectionManager({
          httpFilters: [sayOnResponses({ [chainHeader]: name }), guardFilter({ listeners: chainListeners })],
          virtualHosts: [virtualHost('every', [directResponse()])],
          fields: { upgrade_configs: [{ upgrade_type: 'websocket' }] },
        }),
      ],
    });
  const main = listener({ name: 'main', tlsInspector: true, filterChains: chainListeners.map(chain) });
  const envoy = await startEnvoy(await realEnvoy(), { bootstrap: bootstrap({ listeners: [main] }) });
  return { envoy, target: (sni) => ({ port: envoy.port('main'), tls: { sni } }) };
}
