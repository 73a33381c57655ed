import { bootstrap } from '../../../tools/envoy/bootstrap.ts';
import { filterChain } from '../../../tools/envoy/filter-chain.ts';
import { listener } from '../../../tools/envoy/listener.ts';
import type { Extension, Proto } from '../../../tools/envoy/proto.ts';
import { directResponse, virtualHost } from '../../../tools/envoy/routes.ts';
import { startEnvoy } from '../../../tools/envoy/run.ts';
import type { RunningEnvoy } from '../../../tools/envoy/run.ts';
import type { WireTarget } from '../../../tools/wire/target.ts';
import { realEnvoy } from '../envoy/real-envoy.ts';
import { quicListener, quicTls } from '../h3/quic-listener.ts';
import { anyCertificate, guardManager, sayOnResponses } from './guard-listener.ts';
import { filtersIn, screenedFilters } from './laid-out-listener.ts';

/** The listeners of the gateway, a filter chain each. */
export const chainListeners: readonly { readonly name: string; readonly hosts?: readonly string[] }[] = [
  { name: 'rest' },
  { name: 'com', hosts: ['*.com'] },
  { name: 'wild', hosts: ['*.example.com'] },
  { name: 'admin', hosts: ['admin.example.com', 'example.com'] },
  { name: 'deep', hosts: ['*.b.example.com', 'localhost'] },
];

/** The response header in which a chain tells its name. */
export const chainHeader = 'x-chain';

const configuration = { listeners: chainListeners };

/**
 * A gateway laid out like Istio's: a filter chain for each listener, the guard in each. Every chain would serve every host.
 *
 * @param screensIn where the files of filters by ECDS are written; without it the guards have no screens.
 */
export async function chainsGateway(screensIn?: string): Promise<{
  readonly envoy: RunningEnvoy;
  target(sni: string | null, transport?: 'tcp' | 'udp'): WireTarget;
}> {
  const filtersOf =
    screensIn === undefined ? undefined : await screenedFilters(JSON.stringify(configuration), screensIn);
  const virtualHosts = [virtualHost('every', [directResponse()])];
  const chains = (transport: 'tcp' | 'udp', tls: Extension): Proto[] =>
    chainListeners.map(({ name, hosts }) =>
      filterChain({
        name,
        tls,
        ...(hosts === undefined ? {} : { serverNames: hosts }),
        filters: [
          guardManager(
            [
              sayOnResponses({ [chainHeader]: name }),
              ...filtersIn({ configuration, filtersOf, port: null }, hosts ?? []),
            ],
            { transport, virtualHosts },
          ),
        ],
      }),
    );
  const tcp = listener({ name: 'tcp', tlsInspector: true, filterChains: chains('tcp', await anyCertificate()) });
  const udp = quicListener('udp', chains('udp', quicTls(await anyCertificate(['h3']))));
  const envoy = await startEnvoy(await realEnvoy(), { bootstrap: bootstrap({ listeners: [tcp, udp] }) });
  return { envoy, target: (sni, transport = 'tcp') => ({ port: envoy.port(transport), tls: { sni } }) };
}
