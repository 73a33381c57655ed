import { stderrAccessLog } from '../../../tools/envoy/access-log.ts';
import { bootstrap } from '../../../tools/envoy/bootstrap.ts';
import type { Envoy } from '../../../tools/envoy/envoy-kinds.ts';
import { filterChain } from '../../../tools/envoy/filter-chain.ts';
import { httpConnectionManager } from '../../../tools/envoy/http-connection-manager.ts';
import { listener } from '../../../tools/envoy/listener.ts';
import { directResponse, virtualHost } from '../../../tools/envoy/routes.ts';
import { startEnvoy, type RunningEnvoy } from '../../../tools/envoy/run.ts';
import type { ChainFilter, Deployed } from './generated-chain.ts';

export interface ChainsOptions {
  readonly deployed: Deployed;
  /** HTTP filters of each listener, by its name, with the router. */
  readonly chains: Readonly<Record<string, readonly ChainFilter[]>>;
  readonly concurrency?: number;
  readonly onLog?: (line: string) => void;
}

export const accessPrefix = 'ACCESS ';

/** A plaintext listener for each chain. What passes is answered by 200, with its mark and its path in headers. */
export function startChains(envoy: Envoy, { deployed, chains, ...options }: ChainsOptions): Promise<RunningEnvoy> {
  const headers = { 'x-mark': `%FILTER_STATE(${deployed.mark}:PLAIN)%`, 'x-path': '%REQ(:PATH)%' };
  const virtualHosts = [virtualHost('any', [directResponse({ headers })])];
  const accessLog = [stderrAccessLog(`${accessPrefix}%RESPONSE_CODE% %RESPONSE_CODE_DETAILS%`)];
  const listeners = Object.entries(chains).map(([name, filters]) => {
    const manager = httpConnectionManager({
      statPrefix: name,
      virtualHosts,
      accessLog,
      fields: { http_filters: filters },
    });
    return listener({ name, filterChains: [filterChain({ filters: [manager] })] });
  });
  return startEnvoy(envoy, { bootstrap: bootstrap({ listeners }), ...options });
}
