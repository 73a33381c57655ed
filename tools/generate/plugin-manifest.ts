import { userFailure } from '../model/failure.ts';
import { noBackstopSettings } from './backstop.ts';
import { guardSettings } from './guard-settings.ts';
import { deploymentOf, instanceSettings, type Deployment, type Instance } from './instances.ts';
import { metadata } from './metadata.ts';
import { moduleSettings, moduleSource, type ModuleSource } from './module-source.ts';
import { placementOf, placementSettings, type Placement } from './placement.ts';
import { oneOf, readName } from './readers.ts';
import { downstreamSettings, restoreNotes } from './restore.ts';
import { noScreenSettings } from './screen.ts';
import { refuseValue, type OptionsOf, type SettingTable } from './setting.ts';
import type { GenerateInput, Generated, Note } from './target.ts';

/** Settings of the APIs of Istio by which the proxy agent fetches a filter. */
export const pluginSettings = {
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

export type PluginOptions = OptionsOf<typeof pluginSettings>;

/** What the two APIs for the same thing do not have in common. */
export interface PluginKind {
  readonly kind: string;
  /** Fields of the spec: those of the filter, and those of the place where it runs. */
  spec(filter: Readonly<Record<string, unknown>>, place: Readonly<Record<string, unknown>>): Record<string, unknown>;
}

/** The manifests of one filter. */
export function pluginManifests(form: PluginKind, { build }: GenerateInput, options: PluginOptions): Generated {
  if (build === undefined) throw new Error(`${form.kind} needs a build manifest`);
  const deployment = deploymentOf(options, build);
  const placement = placementOf(options);
  const source = moduleSource(options, deployment.built);
  if (source.scheme !== 'oci' && options.imagePullSecret !== undefined) {
    refuseValue(options.imagePullSecret, '--image-pull-secret', `an oci:// URL with it, not ${source.scheme}://`);
  }
  const documents = deployment.instances.map((instance) => ({
    apiVersion: 'extensions.istio.io/v1alpha1',
    kind: form.kind,
    metadata: metadata(instance.name, placement.namespace, deployment.built),
    spec: form.spec(
      filterFields(instance, deployment, source, options),
      placeFields(instance, deployment, placement, options),
    ),
  }));
  const restores = deployment.instances.some(({ role }) => role === 'restore');
  const restored = restoreNotes(options.restore, 'downstream', restores);
  const custom: Note = { level: 'note', text: customText };
  const notes = [...deployment.notes, ...placement.notes, ...source.notes, ...restored, custom];
  return { documents, notes, plugins: deployment.plugins };
}

const customText =
  'AuthorizationPolicies of action CUSTOM run before every WasmPlugin; to come before them too: portcullis generate envoy-filter';

function filterFields(
  instance: Instance,
  { failStrategy }: Deployment,
  { scheme, url, sha256 }: ModuleSource,
  { imagePullPolicy = 'IfNotPresent', imagePullSecret }: PluginOptions,
): Record<string, unknown> {
  return {
    url,
    ...(sha256 !== undefined && { sha256 }),
    ...(scheme !== 'file' && { imagePullPolicy }),
    ...(imagePullSecret !== undefined && { imagePullSecret }),
    pluginName: instance.name,
    failStrategy,
    pluginConfig: instance.config,
  };
}

function placeFields(
  instance: Instance,
  { instances, priority, matchPorts }: Deployment,
  { selector, targetRefs }: Placement,
  { phase }: PluginOptions,
): Record<string, unknown> {
  return {
    ...(selector ? { selector: { matchLabels: selector } } : { targetRefs }),
    phase: phaseOf(instance, phase, instances.length === 1),
    priority,
    // No mode: on a gateway SERVER matches nothing (seen on Istio 1.31), and without one both directions do.
    ...(matchPorts.length > 0 && { match: [{ ports: matchPorts.map((number) => ({ number })) }] }),
  };
}

/** Order of the chain, seen on Istio 1.31: AUTHN, JWT, AUTHZ, RBAC, STATS, unspecified, router. */
function phaseOf({ role }: Instance, phase: PluginOptions['phase'], alone: boolean): string {
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
