import { userFailure } from '../model/failure.ts';
import { backstopSettings } from './backstop.ts';
import { screenedResources } from './chain-screens.ts';
import { patchesOf, type Chain } from './envoy-filter-patches.ts';
import { envoyFilterResource } from './envoy-filter-resource.ts';
import { eachGuard } from './guard.ts';
import { guardSettings } from './guard-settings.ts';
import { deploymentOf, instanceSettings, type Deployment } from './instances.ts';
import { codeOf, fileSettings } from './filter-code.ts';
import { moduleSettings } from './module-source.ts';
import { placementOf, placementSettings, type Placement } from './placement.ts';
import { oneOf, readText } from './readers.ts';
import { restoreNotes, restoreSettings } from './restore.ts';
import { cleanHeadersOf, refuseMark, screenSettings } from './screen.ts';
import { refuseValue, type OptionsOf, type SettingTable } from './setting.ts';
import type { GenerateInput, Generated, Note, Target } from './target.ts';

const settings = {
  ...instanceSettings,
  ...placementSettings,
  ...moduleSettings,
  ...guardSettings,
  ...fileSettings,
  context: {
    flag: 'context',
    argument: 'CONTEXT',
    summary: 'GATEWAY or SIDECAR_INBOUND (default: GATEWAY)',
    read: oneOf(['GATEWAY', 'SIDECAR_INBOUND']),
  },
  operation: {
    flag: 'operation',
    argument: 'OPERATION',
    summary: 'INSERT_FIRST; the others are refused with the reason',
    read: readOperation,
  },
  ...restoreSettings,
  ...backstopSettings,
  ...screenSettings,
  vmId: {
    flag: 'vm-id',
    argument: 'ID',
    summary: 'VMs of equal id and module are shared (default: portcullis.FILTER)',
    read: readText,
  },
} as const satisfies SettingTable;

type Options = OptionsOf<typeof settings>;

/** Manifests of kind EnvoyFilter (https://istio.io/docs/reference/config/networking/envoy-filter/). */
export const envoyFilter: Target<typeof settings> = {
  id: 'envoy-filter',
  summary: 'EnvoyFilter: the filter first in the chain, before AuthorizationPolicies of action CUSTOM too',
  examples: [
    'portcullis generate envoy-filter --filter normalizer --file /etc/portcullis/normalizer.wasm',
    'portcullis generate envoy-filter --filter normalizer --url https://files.example/normalizer.wasm --forward-original',
    'portcullis generate envoy-filter --filter normalizer --url https://files.example/normalizer.wasm --backstop',
    'portcullis generate envoy-filter --filter normalizer --url https://files.example/normalizer.wasm --screen',
    'portcullis generate envoy-filter --filter misdirected-guard --url oci://registry.example/portcullis/guard@sha256:HEX --plugin-config guard.yaml',
    'portcullis generate envoy-filter --guard -f manifests/ --file /etc/portcullis/misdirected-guard.wasm',
    'portcullis generate envoy-filter --guard -f manifests/ --file /etc/portcullis/misdirected-guard.wasm --screen',
  ],
  reads: 'both',
  settings,
  generate(input, options) {
    return eachGuard(input, options, envoyFilters);
  },
};

function envoyFilters({ build }: GenerateInput, options: Options): Generated {
  if (build === undefined) throw new Error('the envoy-filter target needs a build manifest');
  const deployment = deploymentOf(options, build);
  const byChain = options.screen !== undefined && deployment.filter === 'misdirected-guard';
  const placement = placementOf(options);
  const context = contextOf(options, placement);
  const { code, notes } = codeOf(options, deployment, byChain);
  const restore = options.restore ?? 'upstream';
  const restored = restoreNotes(
    options.restore,
    restore,
    deployment.instances.some(({ role }) => role === 'restore'),
  );
  const vmId = options.vmId ?? `portcullis.${deployment.filter}`;
  const chain: Chain = {
    deployment,
    namespace: placement.namespace,
    context,
    code,
    vmId,
    backstop: options.backstop === true,
    discovered: 'url' in code || byChain,
    screen: byChain ? undefined : screenOf(options, deployment),
    restore,
  };
  const patches = deployment.instances.flatMap((instance) => patchesOf(instance, chain));
  // One resource: its patches are applied together, so that there is never a normalizer without its other half.
  const { documents, notes: screenNotes } = byChain
    ? guardScreens(patches, chain, placement, options)
    : {
        documents: [envoyFilterResource(deployment.instances[0]?.name ?? '', patches, deployment, placement)],
        notes: [],
      };
  const backstop: readonly Note[] = options.backstop === true ? [{ level: 'note', text: backstopText }] : [];
  return {
    documents,
    notes: [...deployment.notes, ...placement.notes, ...notes, ...restored, ...screenNotes, ...backstop],
    plugins: deployment.plugins,
  };
}

const backstopText =
  'where the backstop denies, the access log has 403 rbac_access_denied_matched_policy[backstop] (%RESPONSE_CODE_DETAILS%)';

function screenOf({ screen: form, backstop, url }: Options, { filter, instances }: Deployment): Chain['screen'] {
  if (form === undefined) return undefined;
  if (form === 'delegate' && url !== undefined) {
    const expected = 'composite with --url: the proxy agent fetches no module that is inside another filter';
    refuseValue(form, '--screen', expected, '--screen=composite, or --file instead of --url');
  }
  return { form, clean: cleanHeadersOf({ filter, config: instances[0]?.config ?? {}, backstop: backstop === true }) };
}

function guardScreens(
  patches: readonly Record<string, unknown>[],
  chain: Chain,
  placement: Placement,
  { screen }: Options,
): ReturnType<typeof screenedResources> {
  if (screen === 'delegate') {
    const expected = 'composite: inside a delegate every filter chain would hold the listeners of all';
    refuseValue(screen, '--screen', expected, '--screen=composite');
  }
  refuseMark(chain.deployment.instances[0]?.config ?? {}, chain.backstop);
  return screenedResources(patches, chain, placement);
}

function contextOf({ context = 'GATEWAY', selector, targetRefs }: Options, placement: Placement): string {
  if (context === 'SIDECAR_INBOUND' && (selector === undefined || targetRefs !== undefined)) {
    const hint = '--selector app=NAME';
    throw userFailure({
      what: 'found SIDECAR_INBOUND, expected the labels of its pods with it',
      where: '--context',
      hint,
    });
  }
  const other = placement.targetRefs?.find(({ kind }) => kind !== 'Gateway');
  if (other !== undefined) {
    refuseValue(
      `${other.kind}/${other.name}`,
      '--target-ref',
      'Gateway/NAME, since patches of context GATEWAY reach no waypoint',
    );
  }
  return context;
}

const refused: Readonly<Record<string, string>> = {
  ADD: 'ADD puts the filter behind the router, Envoy refuses the listener, and its later changes do not arrive either',
  INSERT_BEFORE: 'a chain without the filter it names is left without ours, in silence',
  INSERT_AFTER: 'a chain without the filter it names is left without ours, in silence',
};

function readOperation(value: unknown, where: string): 'INSERT_FIRST' {
  if (value === 'INSERT_FIRST') return value;
  const reason = typeof value === 'string' && Object.hasOwn(refused, value) ? `: ${refused[value]}` : '';
  return refuseValue(value, where, `INSERT_FIRST${reason}`);
}
