/**
 * What a request meets: things that Envoy's HTTP connection manager does before any filter, modelled by a step of ours, then
 * instances of the normalizer in their order.
 */
export interface Chain {
  /** Fragments: cut off (as Istio configures it), refused (stock Envoy), or left to the filters. */
  readonly manager: 'strip-fragment' | 'reject-fragment' | 'none';
  readonly instances: readonly object[];
}

export const preset = (id: string): object => ({ path: { preset: id } });
export const pathSteps = (...steps: readonly unknown[]): object => ({ path: { steps } });
export const hostSteps = (...steps: readonly unknown[]): object => ({ host: { steps } });

/** The chain as instances alone, for a host that has no connection manager. */
export function instancesOf({ manager, instances }: Chain): readonly object[] {
  if (manager === 'none') return instances;
  const action = manager === 'strip-fragment' ? 'rewrite' : 'reject';
  return [pathSteps({ step: 'strip-fragment', action }), ...instances];
}

interface ManagerConfig {
  readonly normalize_path?: boolean;
  readonly merge_slashes?: boolean;
  readonly path_with_escaped_slashes_action?: string;
}

/** Instances of the normalizer that do what these settings of the connection manager do (ConnectionManagerUtility::maybeNormalizePath). */
export function instancesFor(config: ManagerConfig): readonly object[] {
  const { normalize_path: normalize = false, merge_slashes: merge = false } = config;
  const slashes = config.path_with_escaped_slashes_action ?? 'KEEP_UNCHANGED';
  const weak = normalize ? preset(merge ? 'MERGE_SLASHES' : 'BASE') : pathSteps(...(merge ? ['merge-slashes'] : []));
  switch (slashes) {
    case 'KEEP_UNCHANGED':
      return [weak];
    case 'REJECT_REQUEST':
      return [pathSteps({ step: 'decode-slashes', action: 'reject' }), weak];
    case 'UNESCAPE_AND_FORWARD':
      if (normalize && merge) return [preset('DECODE_AND_MERGE_SLASHES')];
      return [pathSteps('decode-slashes'), weak];
    case 'UNESCAPE_AND_REDIRECT': {
      const redirect = { step: 'decode-slashes', action: 'redirect' };
      const rest = merge ? ['merge-slashes'] : [];
      // Presets come first in a list, so normalize_path behind the decoding is spelt out; NUL is refused first, as Envoy has it.
      if (normalize) return [pathSteps('nul', redirect, 'fold-backslash', 'remove-dot-segments', ...rest)];
      return [pathSteps(redirect, ...rest)];
    }
    default:
      throw new Error(`found path_with_escaped_slashes_action ${slashes}`);
  }
}
