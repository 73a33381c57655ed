import { bootstrap } from '../../../tools/envoy/bootstrap.ts';
import { downstreamTls } from '../../../tools/envoy/downstream-tls.ts';
import { filterChain } from '../../../tools/envoy/filter-chain.ts';
import { httpConnectionManager } from '../../../tools/envoy/http-connection-manager.ts';
import { listener } from '../../../tools/envoy/listener.ts';
import type { Listener } from '../../../tools/envoy/listener.ts';
import { loopbackCluster } from '../../../tools/envoy/loopback-cluster.ts';
import type { Extension, Proto } from '../../../tools/envoy/proto.ts';
import { clusterRoute, virtualHost } from '../../../tools/envoy/routes.ts';
import { startEnvoy } from '../../../tools/envoy/run.ts';
import type { RunningEnvoy } from '../../../tools/envoy/run.ts';
import { makeAuthority } from '../../../tools/wire/certs.ts';
import type { IssuedCertificate } from '../../../tools/wire/certs.ts';
import { realEnvoy } from '../envoy/real-envoy.ts';
import { namedBackEnd } from './named-back-end.ts';
import type { NamedBackEnd } from './named-back-end.ts';
import type { Remedy } from './remedies.ts';

/**
 * The gateway of Istio's security best practices: on one port a Gateway for `*.example.com`, and one for `admin.example.com` that
 * asks for a client certificate. The VirtualService of admin.example.com is bound to both.
 */
export interface PageGateway extends AsyncDisposable {
  readonly envoy: RunningEnvoy;
  readonly guest: NamedBackEnd;
  readonly admin: NamedBackEnd;
  /** PEM of the authority of the one certificate that both servers show. */
  readonly ca: string;
  /** What the admins hold. */
  readonly client: IssuedCertificate;
}

export const guestHost = 'guest.example.com';
export const adminHost = 'admin.example.com';

export interface PageOptions {
  readonly accessLog?: readonly Extension[];
  /** Called with each line that Envoy prints. */
  readonly onLog?: (line: string) => void;
}

/** A listener for each of the remedies, by its name. */
export async function pageGateway(
  remedies: Readonly<Record<string, Remedy>>,
  { accessLog = [], onLog }: PageOptions = {},
): Promise<PageGateway> {
  const authority = await makeAuthority('page');
  const server = await authority.issue({ dnsNames: ['example.com', '*.example.com'] });
  const client = await authority.issue({ dnsNames: ['an-admin'], client: true });
  const simple = downstreamTls(server);
  const mutual = downstreamTls({ ...server, clientCa: authority.pem });
  const [guest, admin] = [await namedBackEnd('guest'), await namedBackEnd('admin')];
  const stopBackEnds = async (): Promise<void> => {
    await guest[Symbol.asyncDispose]();
    await admin[Symbol.asyncDispose]();
  };
  try {
    const envoy = await startEnvoy(await realEnvoy(), {
      bootstrap: bootstrap({
        listeners: Object.entries(remedies).map(([name, remedy]) =>
          pageListener(name, remedy, { simple, mutual }, accessLog),
        ),
        clusters: [loopbackCluster('guest', guest.port), loopbackCluster('admin', admin.port)],
      }),
      ...(onLog && { onLog }),
    });
    const stop = async (): Promise<void> => {
      await envoy.stop();
      await stopBackEnds();
    };
    return { envoy, guest, admin, ca: authority.pem, client, [Symbol.asyncDispose]: stop };
  } catch (error) {
    await stopBackEnds();
    throw error;
  }
}

/** As istiod lays it out: a filter chain for each server, a route configuration for each Gateway. */
function pageListener(
  name: string,
  { httpFilters, blocked }: Remedy,
  { simple, mutual }: { readonly simple: Extension; readonly mutual: Extension },
  accessLog: readonly Extension[],
): Listener {
  const chain = (server: string, tls: Extension, virtualHosts: readonly Proto[]): Proto =>
    filterChain({
      name: server,
      serverNames: [server],
      tls,
      filters: [httpConnectionManager({ httpFilters, virtualHosts, ignorePort: true, accessLog })],
    });
  const toAdmin = blocked[adminHost] ?? clusterRoute('admin');
  return listener({
    name,
    tlsInspector: true,
    filterChains: [
      chain('*.example.com', simple, [
        virtualHost(adminHost, [toAdmin], [adminHost]),
        virtualHost('guest', [clusterRoute('guest')], ['*.example.com']),
      ]),
      chain(adminHost, mutual, [virtualHost(adminHost, [clusterRoute('admin')], [adminHost])]),
    ],
  });
}
