import { presets } from '../../tools/catalog/presets.ts';
import { filterChain } from '../../tools/envoy/filter-chain.ts';
import { httpConnectionManager } from '../../tools/envoy/http-connection-manager.ts';
import { listener, type Listener } from '../../tools/envoy/listener.ts';
import type { Extension } from '../../tools/envoy/proto.ts';
import { directResponse, virtualHost } from '../../tools/envoy/routes.ts';
import { wasmFilter } from '../../tools/envoy/wasm-filter.ts';
import { filterPath } from '../../test/unit/cases/filter-wasm.ts';
import { modelVerdict, type ModelConfig } from '../../test/unit/guard/model.ts';
import type { ModelStage } from '../../test/unit/normalizer/model/pipeline.ts';
import { judgeModel } from '../../test/unit/normalizer/model/request.ts';
import { foldedHost } from '../fuzz/fold-names.ts';

// Guard, two normalizers and the one that puts the original path back: four instances in two VMs.

const guardConfig: ModelConfig = {
  listeners: [
    { hosts: ['*.example.com'] },
    { hosts: ['admin.example.com'] },
    { hosts: ['*.example.org', 'example.org'] },
  ],
  sameTls: 'SEPARATE',
  missingSni: 'ALLOW',
  unknownHost: 'PASS',
};

interface Instance {
  readonly preset: string;
  readonly stages: readonly ModelStage[];
  readonly rejectStatus: number;
}

/** STRICT where the filter has it. */
const strongest = (presets as readonly { readonly id: string }[]).some(({ id }) => id === 'STRICT')
  ? 'STRICT'
  : 'DECODE_AND_MERGE_SLASHES';

const first: Instance = {
  preset: strongest,
  stages: [
    { step: 'invalid-percent', action: 'reject', option: 1 },
    { step: 'lower-case', action: 'rewrite', option: 1 },
  ],
  rejectStatus: 400,
};
const second: Instance = {
  preset: 'NONE',
  stages: [
    { step: 'strip-params', action: 'redirect', option: 1 },
    { step: 'non-ascii', action: 'report', option: 1 },
    { step: 'merge-slashes', action: 'report', option: 1 },
    { step: 'too-long', action: 'reject', option: 60_000 },
  ],
  rejectStatus: 422,
};

const optionKeys: Readonly<Record<string, string>> = { 'too-long': 'bytes', 'decode-percent': 'passes' };

function configurationOf({ preset, stages, rejectStatus }: Instance, generation: number): object {
  const steps = stages.map(({ step, action, option }) => {
    const key = optionKeys[step];
    return { step, action, ...(key === undefined ? {} : { [key]: option }) };
  });
  // Steps that find nothing more make each generation another configuration: equal ones would share an instance.
  const more = Array.from({ length: 1 + (generation % 12) }, () => 'strip-fragment');
  return { path: { preset, steps: [...steps, ...more] }, rejectStatus };
}

/** The presets and instances, for a person. */
export const chainWords = `guard, normalizer ${strongest}, normalizer with redirect and report, restore`;

/** The filters of one generation; all generations answer alike. */
function filters(generation: number): Extension[] {
  const filler = Array.from({ length: generation % 50 }, (_, index) => `g${generation}-${index}.example.net`);
  const listeners = [...guardConfig.listeners, { hosts: [`g${generation}.example.net`, ...filler] }];
  const normalizer = (configuration: object): Extension =>
    wasmFilter({ name: 'normalizer', module: { file: filterPath('normalizer') }, configuration, vmId: 'soak' });
  return [
    wasmFilter({
      name: 'guard',
      module: { file: filterPath('misdirected-guard') },
      configuration: { ...guardConfig, listeners, mark: true },
      vmId: 'soak',
    }),
    normalizer({ ...configurationOf(first, generation), forward: 'ORIGINAL', mark: true }),
    normalizer({
      ...configurationOf(second, generation),
      host: { steps: ['lower-case', 'strip-port', 'strip-trailing-dot'] },
    }),
    normalizer({ restore: true }),
  ];
}

/** One port for TLS with any SNI and for plaintext; every request that gets past the filters is answered 200. */
export function soakListener(generation: number, tls: Extension): Listener {
  const manager = httpConnectionManager({
    httpFilters: filters(generation),
    virtualHosts: [virtualHost('all', [directResponse()])],
    maxRequestHeadersKb: 96,
  });
  return listener({
    name: 'main',
    tlsInspector: true,
    filterChains: [
      { ...filterChain({ name: 'tls', filters: [manager], tls }), filter_chain_match: { transport_protocol: 'tls' } },
    ],
    defaultFilterChain: filterChain({ name: 'plaintext', filters: [manager] }),
  });
}

/** The status that the definitions of the filters give. `sni` null is plaintext. */
export function expectedStatus(sni: string | null, host: string, path: string): number {
  if (sni !== null && modelVerdict(guardConfig, { sni, host: foldedHost(host), port: null }) !== 'pass') return 421;
  const known = normalized.get(path) ?? normalizedStatus(path);
  normalized.set(path, known);
  return known;
}

/** Some of the paths are so long that their definition takes milliseconds. */
const normalized = new Map<string, number>();

function normalizedStatus(path: string): number {
  // Envoy cuts a fragment off before any filter, as Istio configures it.
  const one = judgeModel(first, path.replace(/#.*$/s, ''));
  if (one.verdict !== 'pass') return one.verdict === 'reject' ? first.rejectStatus : 307;
  const two = judgeModel(second, one.path);
  return two.verdict === 'pass' ? 200 : two.verdict === 'reject' ? second.rejectStatus : 307;
}
