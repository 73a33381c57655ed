import { extension } from '../../../tools/envoy/proto.ts';
import type { Extension, Proto } from '../../../tools/envoy/proto.ts';
import { clusterRoute, directResponse } from '../../../tools/envoy/routes.ts';
import { parseAllDocuments } from 'yaml';
import { runGenerate } from '../../unit/generate/run-generate.ts';
import { generatedChain } from '../backstop/generated-chain.ts';
import { guardFilter } from '../guard/guard-listener.ts';

/** What a remedy adds to every filter chain, and to the routes of the chain of the wildcard. */
export interface Remedy {
  /** In front of the router. */
  readonly httpFilters: readonly Extension[];
  /** Routes for hosts that the wildcard's chain must not serve. */
  readonly blocked: Readonly<Record<string, Proto>>;
}

export const remedyNames = ['wasm-plugin', 'envoy-filter', 'virtual-service', 'virtual-service --style fault'] as const;
export type RemedyName = (typeof remedyNames)[number];

const gateways = 'manifests/input/gateways.yaml';
const pluginConfig = 'manifests/input/misdirected-guard.yaml';

/**
 * What Istio makes of the manifests that portcullis generates for the Gateways of the best-practices page.
 *
 * @param folder where files of filters by ECDS are written.
 */
export async function remedies(folder: string): Promise<Readonly<Record<RemedyName, Remedy>>> {
  return {
    'wasm-plugin': { httpFilters: [guardFilter((await wasmPlugin()).spec.pluginConfig)], blocked: {} },
    'envoy-filter': { httpFilters: await envoyFilter(folder), blocked: {} },
    'virtual-service': { httpFilters: [], blocked: await blockedBy('direct-response') },
    'virtual-service --style fault': {
      httpFilters: [extension('envoy.filters.http.fault', 'envoy.extensions.filters.http.fault.v3.HTTPFault')],
      blocked: await blockedBy('fault'),
    },
  };
}

async function manifest(args: readonly string[]): Promise<unknown> {
  const { code, out, err } = await runGenerate(args);
  if (code !== 0) throw new Error(err);
  const [document, ...more] = parseAllDocuments(out);
  if (document === undefined || more.length > 0) throw new Error(`expected one document: ${out}`);
  return document.toJS();
}

async function wasmPlugin(): Promise<{ readonly spec: { readonly pluginConfig: unknown } }> {
  const url = 'https://files.example.com/misdirected-guard.wasm';
  const args = ['wasm-plugin', '--filter', 'misdirected-guard', '--url', url, '--plugin-config', pluginConfig];
  return (await manifest(args)) as { spec: { pluginConfig: unknown } };
}

async function envoyFilter(folder: string): Promise<Extension[]> {
  const deployed = { filter: 'misdirected-guard', mark: '' } as const;
  const chain = await generatedChain(deployed, folder, ['--plugin-config', pluginConfig]);
  // The router, which the connection manager adds, stands last.
  return chain.slice(0, -1) as unknown as Extension[];
}

interface VirtualService {
  readonly spec: {
    readonly hosts: readonly string[];
    readonly gateways: readonly string[];
    readonly http: readonly [
      { readonly directResponse?: { readonly status: number }; readonly fault?: { readonly abort: Abort } },
    ];
  };
}

interface Abort {
  readonly httpStatus: number;
  readonly percentage: { readonly value: number };
}

/** The routes that a VirtualService on the wildcard's Gateway gives to its hosts. */
async function blockedBy(style: 'direct-response' | 'fault'): Promise<Record<string, Proto>> {
  const { spec } = (await manifest(['virtual-service', gateways, '--style', style])) as VirtualService;
  if (spec.gateways.join() !== 'istio-system/guest') throw new Error(`unexpected gateways: ${spec.gateways.join()}`);
  const [{ directResponse: direct, fault }] = spec.http;
  const route = fault === undefined ? directResponse({ status: direct!.status }) : faultRoute(fault.abort);
  return Object.fromEntries(spec.hosts.map((host) => [host, route]));
}

/** A route to a back end, and the abort before it (envoy.extensions.filters.http.fault.v3.HTTPFault). */
function faultRoute({ httpStatus, percentage }: Abort): Proto {
  const { typed_config } = extension('', 'envoy.extensions.filters.http.fault.v3.HTTPFault', {
    abort: { http_status: httpStatus, percentage: { numerator: percentage.value * 10_000, denominator: 'MILLION' } },
  });
  return { ...clusterRoute('guest'), typed_per_filter_config: { 'envoy.filters.http.fault': typed_config } };
}
