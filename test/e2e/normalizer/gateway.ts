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
import type { BackEnd } from './tcp-back-end.ts';

export interface Gateway extends AsyncDisposable {
  readonly envoy: RunningEnvoy;
  /**
   * Stops Envoy, which writes its access log every ten seconds and at its end. The lines by their request's `x-case`: code,
   * details, filter states.
   */
  stopAndReadLog(): Promise<ReadonlyMap<string, string>>;
}

export interface GatewayOptions {
  /** Settings of the connection manager of each listener, by its name. */
  readonly listeners: Readonly<Record<string, Partial<HttpConnectionManagerOptions>>>;
  /** Fragments are cut off, as on Istio's gateways, not refused; true when left out. */
  readonly likeIstio?: boolean;
  /** The back end behind the cluster `echo`, which the gateway ends with itself; one that answers with what it saw when left out. */
  readonly backEnd?: BackEnd;
  readonly onLog?: (line: string) => void;
}

const logPrefix = 'ACCESS ';
const logFormat = [
  '%REQ(X-CASE)% %RESPONSE_CODE% %RESPONSE_CODE_DETAILS%',
  'mark=%FILTER_STATE(wasm.portcullis.normalizer:PLAIN)%',
  'original=%FILTER_STATE(wasm.portcullis.original_path:PLAIN)%',
].join(' ');

/** Listeners in front of one back end; what native normalization does is off unless a listener's settings say otherwise. */
export async function startGateway({ listeners, likeIstio = true, onLog, backEnd }: GatewayOptions): Promise<Gateway> {
  const echo = backEnd ?? (await startEcho());
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
    async stopAndReadLog() {
      await envoy.stop();
      return new Map(accessLog.map((line) => [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)]));
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
