import type { HttpConnectionManagerOptions } from '../../../tools/envoy/http-connection-manager.ts';

/** What Envoy is set to for each preset when it normalizes by itself, as Istio sets it (meshConfig.pathNormalization). */
export const nativeSettings = {
  NONE: {},
  BASE: { normalizePath: true },
  MERGE_SLASHES: { normalizePath: true, mergeSlashes: true },
  DECODE_AND_MERGE_SLASHES: { normalizePath: true, mergeSlashes: true, escapedSlashes: 'UNESCAPE_AND_FORWARD' },
} as const satisfies Record<string, Partial<HttpConnectionManagerOptions>>;

export type NativePreset = keyof typeof nativeSettings;

export const nativePresets = Object.keys(nativeSettings) as NativePreset[];
