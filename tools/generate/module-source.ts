import { userFailure } from '../model/failure.ts';
import type { BuiltFilter } from './build-manifest.ts';
import { readSha256, readText } from './readers.ts';
import { refuseValue, type OptionsOf, type SettingTable } from './setting.ts';
import type { Note } from './target.ts';

export type Scheme = 'file' | 'http' | 'https' | 'oci';

/** Where Istio's agent or Envoy takes a module from. */
export interface ModuleSource {
  readonly scheme: Scheme;
  readonly url: string;
  /** What the agent compares: the module's digest for http and https, the image's for oci. Absent: no check. */
  readonly sha256: string | undefined;
  readonly notes: readonly Note[];
}

/** Settings that say where the module is. */
export const moduleSettings = {
  url: {
    flag: 'url',
    argument: 'URL',
    summary: 'where the proxy takes the module from: oci://, https://, http:// or file://',
    read: readUrl,
  },
  sha256: {
    flag: 'sha256',
    argument: 'HEX',
    summary: 'digest of the .wasm that is to be deployed; fails unless build/manifest.json has the same',
    read: readSha256,
  },
  imageDigest: {
    flag: 'image-digest',
    argument: 'sha256:HEX',
    summary: 'digest of the image behind an oci:// URL, unless the URL ends in @sha256:HEX',
    read: readDigest,
  },
} as const satisfies SettingTable;

/**
 * Finds which digest belongs to a URL. For `https://` and `http://` Istio compares the digest of the .wasm (after
 * unpacking), which the build manifest has; for `oci://` that of the image, which only the registry knows; for
 * `file://` none.
 */
export function moduleSource(options: OptionsOf<typeof moduleSettings>, built: BuiltFilter): ModuleSource {
  const { url, sha256, imageDigest } = options;
  if (url === undefined) {
    const hint = '--url oci://REGISTRY/IMAGE@sha256:HEX';
    throw userFailure({ what: 'found nothing, expected where the proxy takes the module from', where: '--url', hint });
  }
  if (sha256 !== undefined && sha256 !== built.sha256) {
    refuseValue(sha256, '--sha256', `${built.sha256}, the digest of the built ${built.name}.wasm`, 'portcullis build');
  }
  const scheme = url.slice(0, url.indexOf(':')) as Scheme;
  if (scheme === 'oci') return imageSource(url, imageDigest, sha256);
  if (imageDigest !== undefined)
    refuseValue(`sha256:${imageDigest}`, '--image-digest', `an oci:// URL with it, not ${scheme}://`);
  if (scheme === 'file') return { scheme, url, sha256: undefined, notes: [note(fileText)] };
  return { scheme, url, sha256: built.sha256, notes: [] };
}

const fileText =
  'file:// is read by Envoy inside the proxy container, unchecked; a missing file answers 500 to every request';

function imageSource(url: string, given: string | undefined, sha256: string | undefined): ModuleSource {
  if (sha256 !== undefined) {
    const expected = 'none with oci://: Istio compares sha256 with the digest of the image, not of the module';
    refuseValue(sha256, '--sha256', expected, '--image-digest sha256:HEX');
  }
  const at = url.indexOf('@');
  const pinned = at < 0 ? undefined : readDigest(url.slice(at + 1), '--url');
  if (pinned !== undefined && given !== undefined && pinned !== given) {
    refuseValue(`sha256:${given}`, '--image-digest', `sha256:${pinned}, which the URL ends in`);
  }
  const digest = pinned ?? given;
  const notes = digest === undefined ? [note(unpinnedText)] : [];
  return { scheme: 'oci', url, sha256: digest, notes };
}

const unpinnedText =
  'no image digest: what the tag points to is trusted, and a new image under the same tag is not fetched again; add --image-digest sha256:HEX';

function note(text: string): Note {
  return { level: 'note', text };
}

/** `sha256:` and 64 lower-case digits; gives the digits. */
function readDigest(value: unknown, where: string): string {
  const digits = typeof value === 'string' && value.startsWith('sha256:') ? value.slice(7) : undefined;
  if (digits === undefined) refuseValue(value, where, 'an image digest as sha256:HEX');
  return readSha256(digits, where);
}

const image = /^oci:\/\/[a-z0-9.-]+(?::\d+)?(?:\/[a-z0-9._-]+)+(?::[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(?:@.+)?$/;

function readUrl(value: unknown, where: string): string {
  const url = readText(value, where);
  const scheme = /^([a-zA-Z][a-zA-Z0-9+.-]*):\/\//.exec(url)?.[1];
  if (scheme === undefined) {
    const local = /^[^/]*:\d/.test(url) ? ', and a host with a port it would refuse as an unknown scheme' : '';
    refuseValue(url, where, `a scheme: Istio would read it as oci://${local}`, `--url oci://${url}`);
  }
  if (scheme === 'oci')
    return image.test(url) ? url : refuseValue(url, where, 'oci://REGISTRY/IMAGE[:TAG][@sha256:HEX]');
  if (scheme === 'file')
    return /^file:\/\/\/[^/]/.test(url)
      ? url
      : refuseValue(url, where, 'an absolute path, as in file:///etc/wasm/normalizer.wasm');
  if (scheme !== 'https' && scheme !== 'http') refuseValue(url, where, 'one of the schemes oci, https, http, file');
  const { username, password, hash } = URL.canParse(url) ? new URL(url) : refuseValue(url, where, 'a URL');
  return username + password + hash === '' ? url : refuseValue(url, where, 'a URL without user name and fragment');
}
