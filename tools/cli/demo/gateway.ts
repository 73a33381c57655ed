import type { Listener } from '../../envoy/listener.ts';
import { bootstrap, type Bootstrap } from '../../envoy/bootstrap.ts';
import { downstreamTls } from '../../envoy/downstream-tls.ts';
import { filterChain } from '../../envoy/filter-chain.ts';
import { httpConnectionManager } from '../../envoy/http-connection-manager.ts';
import { listener } from '../../envoy/listener.ts';
import { loopbackCluster } from '../../envoy/loopback-cluster.ts';
import type { Extension } from '../../envoy/proto.ts';
import { pathPermission, rbacFilter } from '../../envoy/rbac-filter.ts';
import { clusterRoute, virtualHost } from '../../envoy/routes.ts';
import { wasmFilter } from '../../envoy/wasm-filter.ts';
import type { DemoCertificates } from './certificates.ts';
import { adminHost, guestHost } from './requests.ts';

/** Configuration of the normalizer: policies decide on the normalized path, the back end gets the original one. */
export const normalizerConfiguration = {
  path: {
    preset: 'DECODE_AND_MERGE_SLASHES',
    steps: [
      { step: 'decode-percent', passes: 8 },
      'fold-backslash',
      'strip-dot-params',
      'remove-dot-segments',
      'merge-slashes',
      'lower-case',
      // What was decoded may not stand raw in a request line: policies, logs and later filters see it escaped.
      'escape-unsafe',
    ],
  },
  forward: 'ORIGINAL',
};

/** Configuration of the guard: one entry a TLS listener of the gateway. */
export const guardConfiguration = {
  listeners: [
    { name: 'guest', hosts: [guestHost, '*.example.com'], tls: 'guest' },
    { name: 'admin', hosts: [adminHost], tls: 'admin-mtls' },
  ],
};

export interface GatewayParts {
  readonly certificates: DemoCertificates;
  readonly backEndPort: number;
  readonly normalizerFile: string;
  readonly guardFile: string;
}

/**
 * An Envoy as Istio would set up an ingress gateway: TLS by SNI, a client certificate for admin.example.com, a deny policy for
 * /admin, virtual hosts of both listeners behind the wildcard one. Twice: listener `without` the filters, and `with` them.
 */
export function gatewayBootstrap(parts: GatewayParts): Bootstrap {
  return bootstrap({
    listeners: [gatewayListener('without', parts, []), gatewayListener('with', parts, filtersOf(parts))],
    clusters: [loopbackCluster('application', parts.backEndPort)],
  });
}

function gatewayListener(name: string, parts: GatewayParts, filters: readonly Extension[]): Listener {
  const { guest, admin, clientCa } = parts.certificates;
  const [before, after] = [filters.slice(0, 2), filters.slice(2)];
  const http = httpConnectionManager({
    statPrefix: name,
    normalizePath: true,
    ignorePort: true,
    httpFilters: [...before, denyAdmin(), ...after],
    virtualHosts: [
      virtualHost('admin', [clusterRoute('application')], [adminHost]),
      virtualHost('guest', [clusterRoute('application')], [guestHost, '*.example.com']),
    ],
  });
  return listener({
    name,
    tlsInspector: true,
    filterChains: [
      filterChain({
        name: 'guest',
        serverNames: [guestHost, '*.example.com'],
        tls: downstreamTls(guest),
        filters: [http],
      }),
      filterChain({
        name: 'admin',
        serverNames: [adminHost],
        tls: downstreamTls({ ...admin, clientCa }),
        filters: [http],
      }),
    ],
  });
}

/** AuthorizationPolicy: DENY to: paths ["/admin", "/admin/*"]. */
function denyAdmin(): Extension {
  const permissions = ['/admin', '/admin/*'].map(pathPermission);
  return rbacFilter({ action: 'DENY', policies: { 'deny-admin': { permissions } } });
}

function filtersOf({ normalizerFile, guardFile }: GatewayParts): Extension[] {
  const normalizer = { module: { file: normalizerFile }, vmId: 'normalizer' };
  return [
    wasmFilter({
      name: 'misdirected-guard',
      filterName: 'portcullis.misdirected-guard',
      module: { file: guardFile },
      configuration: guardConfiguration,
    }),
    wasmFilter({
      ...normalizer,
      name: 'normalizer',
      filterName: 'portcullis.normalizer',
      configuration: normalizerConfiguration,
    }),
    wasmFilter({
      ...normalizer,
      name: 'restore',
      filterName: 'portcullis.restore',
      configuration: { restore: true },
    }),
  ];
}
