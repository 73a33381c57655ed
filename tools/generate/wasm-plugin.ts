import { userFailure } from '../model/failure.ts';
import { noBackstopSettings } from './backstop.ts';
import { eachGuard } from './guard.ts';
import { guardSettings } from './guard-settings.ts';
import { deploymentOf, instanceSettings, type Deployment, type Instance } from './instances.ts';
import { metadata } from './metadata.ts';
import { moduleSettings, moduleSource, type ModuleSource } from './module-source.ts';
import { placementOf, placementSettings, type Placement } from './placement.ts';
import { oneOf, readName } from './readers.ts';
import { downstreamSettings, restoreNotes } from './restore.ts';
import { noScreenSettings } from './screen.ts';
import { refuseValue, type OptionsOf, type SettingTable } from './setting.ts';
import type { GenerateInput, Generated, Note, Target } from './target.ts';

const settings = {
  ...instanceSettings,
  ...placementSettings,
  ...moduleSettings,
  ...guardSettings,
  phase: {
    flag: 'phase',
    argument: 'PHASE',
    summary: 'AUTHN (before RequestAuthentication) or AUTHZ (after it) (default: AUTHN)',
    read: oneOf(['AUTHN', 'AUTHZ', 'STATS', 'UNSPECIFIED_PHASE']),
  },
  ...downstreamSettings,
  ...noBackstopSettings,
  ...noScreenSettings,
  imagePullPolicy: {
    flag: 'image-pull-policy',
    argument: 'POLICY',
    summary: 'IfNotPresent or Always (default: IfNotPresent)',
    read: oneOf(['IfNotPresent', 'Always']),
  },
  imagePullSecret: {
    flag: 'image-pull-secret',
    argument: 'NAME',
    summary: 'Secret with registry credentials, in the namespace of the manifest',
    read: readName,
  },
} as const satisfies SettingTable;

type Options = OptionsOf<typeof settings>;

/** Manifests of kind WasmPlugin (https://istio.io/docs/reference/config/proxy_extensions/wasm-plugin/). */
export const wasmPlugin: Target<typeof settings> = {
  id: 'wasm-plugin',
  summary: 'WasmPlugin: the filter by the API made for it, fetched and checked by the proxy agent',
  examples: [
    'portcullis generate wasm-plugin --filter normalizer --url oci://registry.example/portcullis/normalizer@sha256:HEX',
    'portcullis generate wasm-plugin --filter misdirected-guard --url https://files.example/misdirected-guard.wasm --plugin-config guard.yaml',
    'portcullis generate wasm-plugin --guard -f manifests/ --url https://files.example/misdirected-guard.wasm -o yaml=guard.yaml',
    'portcullis generate wasm-plugin --values normalizer-values.yaml -o yaml=normalizer.yaml',
  ],
  reads: 'both',
  settings,
  generate(input, options) {
    return eachGuard(input, options, wasmPlugins);
  },
};

function wasmPlugins({ build }: GenerateInput, options: Options): Generated {
  if (build === undefined) throw new Error('the wasm-plugin target needs a build manifest');
  const deployment = deploymentOf(options, build);
  const placement = placementOf(options);
  const source = moduleSource(options, deployment.built);
  if (source.scheme !== 'oci' && options.imagePullSecret !== undefined) {
    refuseValue(options.imagePullSecret, '--image-pull-secret', `an oci:// URL with it, not ${source.scheme}://`);
  }
  const documents = deployment.instances.map((instance) => ({
    apiVersion: 'extensions.istio.io/v1alpha1',
    kind: 'WasmPlugin',
    metadata: metadata(instance.name, placement.namespace, deployment.built),
    spec: specOf(instance, deployment, placement, source, options),
  }));
  const restores = deployment.instances.some(({ role }) => role === 'restore');
  const restored = restoreNotes(options.restore, 'downstream', restores);
  const custom: Note = { level: 'note', text: customText };
  const notes = [...deployment.notes, ...placement.notes, ...source.notes, ...restored, custom];
  return { documents, notes, plugins: deployment.plugins };
}

const customText =
  'AuthorizationPolicies of action CUSTOM run before every WasmPlugin; to come before them too: portcullis generate envoy-filter';

function specOf(
  instance: Instance,
  { instances, priority, failStrategy, matchPorts }: Deployment,
  { selector, targetRefs }: Placement,
  { scheme, url, sha256 }: ModuleSource,
  { phase, imagePullPolicy = 'IfNotPresent', imagePullSecret }: Options,
): Record<string, unknown> {
  return {
    ...(selector ? { selector: { matchLabels: selector } } : { targetRefs }),
    url,
    ...(sha256 !== undefined && { sha256 }),
    ...(scheme !== 'file' && { imagePullPolicy }),
    ...(imagePullSecret !== undefined && { imagePullSecret }),
    phase: phaseOf(instance, phase, instances.length === 1),
    priority,
    pluginName: instance.name,
    failStrategy,
    // No mode: on a gateway SERVER matches nothing (seen on Istio 1.31), and without one both directions do.
    ...(matchPorts.length > 0 && { match: [{ ports: matchPorts.map((number) => ({ number })) }] }),
    pluginConfig: instance.config,
  };
}

/** Order of the chain, seen on Istio 1.31: AUTHN, JWT, AUTHZ, RBAC, STATS, unspecified, router. */
function phaseOf({ role }: Instance, phase: Options['phase'], alone: boolean): string {
  if (role === 'restore') {
    // Of the pair that --forward-original makes, --phase means the other one.
    if (alone && phase !== undefined && phase !== 'STATS')
      refusePhase(phase, 'STATS', 'a restored path is not for policies');
    return 'STATS';
  }
  if (phase === 'STATS' || phase === 'UNSPECIFIED_PHASE') {
    refusePhase(phase, 'AUTHN or AUTHZ', 'after authorization, policies have judged what the filter has not seen yet');
  }
  return phase ?? 'AUTHN';
}

function refusePhase(phase: string, expected: string, reason: string): never {
  throw userFailure({ what: `found ${phase}, expected ${expected}: ${reason}`, where: '--phase' });
}
