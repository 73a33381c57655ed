import { userFailure } from '../model/failure.ts';
import { backstopSettings } from './backstop.ts';
import { patchesOf, type Chain } from './envoy-filter-patches.ts';
import { chainScreens } from './chain-screens.ts';
import { eachGuard } from './guard.ts';
import { guardSettings } from './guard-settings.ts';
import { deploymentOf, instanceSettings, type Deployment } from './instances.ts';
import { metadata } from './metadata.ts';
import { moduleSettings, moduleSource } from './module-source.ts';
import { placementOf, placementSettings, type Placement } from './placement.ts';
import { oneOf, readText } from './readers.ts';
import { restoreNotes, restoreSettings } from './restore.ts';
import { cleanHeadersOf, refuseMark, screenSettings } from './screen.ts';
import { refuseValue, type OptionsOf, type SettingTable } from './setting.ts';
import type { GenerateInput, Generated, Note, Target } from './target.ts';
import type { Code } from './wasm-filter-config.ts';

const settings = {
  ...instanceSettings,
  ...placementSettings,
  ...moduleSettings,
  ...guardSettings,
  file: {
    flag: 'file',
    argument: 'PATH',
    summary: 'absolute path of the module inside the proxy container, instead of --url',
    read: readPath,
  },
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
  const placement = placementOf(options);
  const context = contextOf(options, placement);
  const { code, notes } = codeOf(options, deployment);
  const restore = options.restore ?? 'upstream';
  const restored = restoreNotes(
    options.restore,
    restore,
    deployment.instances.some(({ role }) => role === 'restore'),
  );
  const vmId = options.vmId ?? `portcullis.${deployment.filter}`;
  const byChain = options.screen !== undefined && deployment.filter === 'misdirected-guard';
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
  const screens = byChain ? guardScreens(chain, placement, options) : { documents: [], notes: [] };
  // One resource: its patches are applied together, so that there is never a normalizer without its other half.
  const document = {
    apiVersion: 'networking.istio.io/v1alpha3',
    kind: 'EnvoyFilter',
    metadata: metadata(deployment.instances[0]?.name ?? '', placement.namespace, deployment.built),
    spec: {
      ...(placement.selector
        ? { workloadSelector: { labels: placement.selector } }
        : { targetRefs: placement.targetRefs }),
      priority: deployment.priority,
      configPatches: deployment.instances.flatMap((instance) => patchesOf(instance, chain)),
    },
  };
  const backstop: readonly Note[] = options.backstop === true ? [{ level: 'note', text: backstopText }] : [];
  return {
    documents: [document, ...screens.documents],
    notes: [...deployment.notes, ...placement.notes, ...notes, ...restored, ...screens.notes, ...backstop],
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

function guardScreens(chain: Chain, placement: Placement, { screen }: Options): ReturnType<typeof chainScreens> {
  if (screen === 'delegate') {
    const expected = 'composite: inside a delegate every filter chain would hold the listeners of all';
    refuseValue(screen, '--screen', expected, '--screen=composite');
  }
  refuseMark(chain.deployment.instances[0]?.config ?? {}, chain.backstop);
  return chainScreens(chain, placement);
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

function codeOf(options: Options, { built }: Deployment): { code: Code; notes: readonly Note[] } {
  const { file, url, sha256, imageDigest } = options;
  if (file === undefined && url === undefined) {
    const hint = '--file /etc/portcullis/FILTER.wasm';
    throw userFailure({ what: 'found neither, expected one of them', where: '--file, --url', hint });
  }
  if (file === undefined) {
    if (url?.startsWith('file:')) refuseValue(url, '--url', 'oci://, https:// or http://', `--file ${url.slice(7)}`);
    const source = moduleSource(options, built);
    return { code: { url: source.url, sha256: source.sha256 }, notes: source.notes };
  }
  if (url !== undefined) throw userFailure({ what: 'found both, expected only one of them', where: '--file, --url' });
  if (imageDigest !== undefined)
    refuseValue(`sha256:${imageDigest}`, '--image-digest', 'an oci:// URL with it, not --file');
  if (sha256 !== undefined && sha256 !== built.sha256) {
    refuseValue(sha256, '--sha256', `${built.sha256}, the digest of the built ${built.name}.wasm`, 'portcullis build');
  }
  return {
    code: { file },
    notes: [
      {
        level: 'note',
        text: `${file} is read by Envoy inside the proxy container, unchecked; if it is missing, Envoy refuses the listener`,
      },
    ],
  };
}

function readPath(value: unknown, where: string): string {
  const path = readText(value, where);
  return path.startsWith('/') ? path : refuseValue(path, where, 'an absolute path inside the proxy container');
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
