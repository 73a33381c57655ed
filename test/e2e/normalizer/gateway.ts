import { stderrAccessLog } from '../../../tools/envoy/access-log.ts';
import { bootstrap } from '../../../tools/envoy/bootstrap.ts';
import { filterChain } from '../../../tools/envoy/filter-chain.ts';
import {
  httpConnectionManager,
  type HttpConnectionManagerOptions,
} from '../../../tools/envoy/http-connection-manager.ts';
import { listener, type Listener } from '../../../tools/envoy/listener.ts';
import { loopbackCluster } from '../../../tools/envoy/loopback-cluster.ts';
import type { Extension } from '../../../tools/envoy/proto.ts';
import { clusterRoute, virtualHost } from '../../../tools/envoy/routes.ts';
import { startEnvoy, type RunningEnvoy } from '../../../tools/envoy/run.ts';
import { wasmFilter } from '../../../tools/envoy/wasm-filter.ts';
import { filterPath } from '../../unit/cases/filter-wasm.ts';
import { realEnvoy } from '../envoy/real-envoy.ts';
import { startEcho } from './echo-back-end.ts';

export interface Gateway extends AsyncDisposable {
  readonly envoy: RunningEnvoy;
  /** The access log's line about the request with this value of `x-case`: code, details, filter states. */
  logged(id: string): Promise<string>;
}

export interface GatewayOptions {
  /** Settings of the connection manager of each listener, by its name. */
  readonly listeners: Readonly<Record<string, Partial<HttpConnectionManagerOptions>>>;
  /** Fragments are cut off, as on Istio's gateways, not refused; true when left out. */
  readonly likeIstio?: boolean;
  readonly onLog?: (line: string) => void;
}

const logPrefix = 'ACCESS ';
const logFormat = [
  '%REQ(X-CASE)% %RESPONSE_CODE% %RESPONSE_CODE_DETAILS%',
  'mark=%FILTER_STATE(wasm.portcullis.normalizer:PLAIN)%',
  'original=%FILTER_STATE(wasm.portcullis.original_path:PLAIN)%',
].join(' ');

/** Listeners in front of the echo back end; what native normalization does is off unless a listener's settings say otherwise. */
export async function startGateway({ listeners, likeIstio = true, onLog }: GatewayOptions): Promise<Gateway> {
  const echo = await startEcho();
  const accessLog: string[] = [];
  let envoy: RunningEnvoy;
  try {
    envoy = await startEnvoy(await realEnvoy(), {
      bootstrap: bootstrap({
        listeners: Object.entries(listeners).map(([name, settings]) => echoListener(name, settings)),
        clusters: [loopbackCluster('echo', echo.port)],
        likeIstio,
      }),
      onLog(line) {
        if (line.startsWith(logPrefix)) accessLog.push(line.slice(logPrefix.length));
        onLog?.(line);
      },
    });
  } catch (error) {
    await echo[Symbol.asyncDispose]();
    throw error;
  }
  return {
    envoy,
    async logged(id) {
      const deadline = Date.now() + 5_000;
      while (Date.now() < deadline) {
        const line = accessLog.find((text) => text.startsWith(`${id} `));
        if (line !== undefined) return line.slice(id.length + 1);
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      throw new Error(`no access log line of ${id}`);
    },
    async [Symbol.asyncDispose]() {
      await envoy.stop();
      await echo[Symbol.asyncDispose]();
    },
  };
}

function echoListener(name: string, settings: Partial<HttpConnectionManagerOptions>): Listener {
  const manager = httpConnectionManager({
    statPrefix: name,
    virtualHosts: [virtualHost('echo', [clusterRoute('echo')])],
    accessLog: [stderrAccessLog(`${logPrefix}${logFormat}`)],
    ...settings,
  });
  return listener({ name, filterChains: [filterChain({ filters: [manager] })] });
}

/** build/normalizer.wasm with a configuration: JSON, or its text. */
export function normalizerFilter(configuration: unknown, name = 'normalizer'): Extension {
  return wasmFilter({ name, module: { file: filterPath('normalizer') }, configuration });
}
