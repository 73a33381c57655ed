import { userFailure } from '../model/failure.ts';
import type { Deployment } from './instances.ts';
import { moduleSource, type moduleSettings } from './module-source.ts';
import { readText } from './readers.ts';
import { refuseValue, type OptionsOf, type SettingTable } from './setting.ts';
import type { Note } from './target.ts';
import type { Code } from './wasm-filter-config.ts';

/** The setting of the target that can name a file instead of a URL. */
export const fileSettings = {
  file: {
    flag: 'file',
    argument: 'PATH',
    summary: 'absolute path of the module inside the proxy container, instead of --url',
    read: readPath,
  },
} as const satisfies SettingTable;

type Options = OptionsOf<typeof moduleSettings> & OptionsOf<typeof fileSettings>;

/**
 * Where the module comes from. Throws where options do not fit together.
 *
 * @param byChain It comes by ECDS even from a file, and is not needed for every request.
 */
export function codeOf(
  options: Options,
  { built }: Deployment,
  byChain: boolean,
): { code: Code; notes: readonly Note[] } {
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
  const missing = byChain
    ? 'requests that enter the filter get 500, whatever --fail-strategy says'
    : 'Envoy refuses the listener';
  const text = `${file} is read by Envoy inside the proxy container, unchecked; if it is missing, ${missing}`;
  return { code: { file }, notes: [{ level: 'note', text }] };
}

function readPath(value: unknown, where: string): string {
  const path = readText(value, where);
  return path.startsWith('/') ? path : refuseValue(path, where, 'an absolute path inside the proxy container');
}
