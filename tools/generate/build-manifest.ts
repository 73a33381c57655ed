import { userFailure } from '../model/failure.ts';
import { readYaml } from '../yaml/read.ts';

/** A compiled filter, as `portcullis build` noted it. */
export interface BuiltFilter {
  readonly name: string;
  /** Of the .wasm file: lower-case hexadecimal digits. */
  readonly sha256: string;
  /** Bytes of the .wasm file. */
  readonly size: number;
}

/** `build/manifest.json`: which filters were built. */
export interface BuildManifest {
  readonly file: string;
  readonly filters: readonly BuiltFilter[];
}

const hint = 'portcullis build';

/** Reads build/manifest.json (schema 1). Throws a user failure where it is not what `portcullis build` writes. */
export function readBuildManifest(text: string, file: string): BuildManifest {
  const document = readYaml(text, file)[0];
  const value = document?.value as { schema?: unknown; filters?: unknown } | undefined;
  if (document === undefined || value?.schema !== 1 || !Array.isArray(value.filters)) {
    throw userFailure({ what: 'found no build manifest of schema 1', where: file, hint });
  }
  const filters = value.filters.map((filter: Partial<BuiltFilter> | null, index): BuiltFilter => {
    const { name, sha256, size } = filter ?? {};
    const good = typeof name === 'string' && typeof sha256 === 'string' && /^[0-9a-f]{64}$/.test(sha256);
    if (!good || !Number.isSafeInteger(size)) {
      const where = document.at(['filters', index]);
      throw userFailure({ what: 'found a filter without name, sha256 or size', where, hint });
    }
    return { name, sha256, size: Number(size) };
  });
  return { file, filters };
}

/** The filter of a name; a user failure if it was not built. */
export function builtFilter(build: BuildManifest, name: string): BuiltFilter {
  const found = build.filters.find((filter) => filter.name === name);
  if (found !== undefined) return found;
  const built = build.filters.map((filter) => filter.name).join(', ') || 'nothing';
  throw userFailure({ what: `found ${built} in the build manifest, expected ${name}`, where: build.file, hint });
}
