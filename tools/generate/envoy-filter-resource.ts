import type { Deployment } from './instances.ts';
import { metadata } from './metadata.ts';
import type { Placement } from './placement.ts';

/** An EnvoyFilter with these patches. Of two, the one of the higher priority is applied later. */
export function envoyFilterResource(
  name: string,
  configPatches: readonly Record<string, unknown>[],
  { built, priority }: Pick<Deployment, 'built' | 'priority'>,
  { namespace, selector, targetRefs }: Placement,
): Record<string, unknown> {
  const where = selector ? { workloadSelector: { labels: selector } } : { targetRefs };
  return {
    apiVersion: 'networking.istio.io/v1alpha3',
    kind: 'EnvoyFilter',
    metadata: metadata(name, namespace, built),
    spec: { ...where, priority, configPatches },
  };
}
