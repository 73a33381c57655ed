import type { BuiltFilter } from './build-manifest.ts';

/** `metadata` of everything that is generated: the same for the same input, so without any time. */
export function metadata(name: string, namespace: string, filter?: BuiltFilter): Record<string, unknown> {
  const annotations = filter && {
    'portcullis.dev/filter': filter.name,
    'portcullis.dev/wasm-sha256': filter.sha256,
    'portcullis.dev/wasm-size': String(filter.size),
  };
  return {
    name,
    namespace,
    labels: { 'app.kubernetes.io/managed-by': 'portcullis' },
    ...(annotations && { annotations }),
  };
}
