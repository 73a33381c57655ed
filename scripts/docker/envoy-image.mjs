// Makes a Docker image from an Envoy binary, for places where no registry can be reached: the binary and the shared
// libraries it names, nothing else.
//
//   node scripts/docker/envoy-image.mjs ENVOY_BINARY [TAG]
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { dockerCommand } from './engine.mjs';

const defaultTag = 'envoyproxy/envoy:v1.40.0';

/** Imports the image into the engine that `env` names (DOCKER_HOST), as `tag`. Throws with Docker's own words. */
export async function importEnvoyImage({ envoy, tag, env }) {
  const root = mkdtempSync(join(tmpdir(), 'portcullis-image-'));
  try {
    place(envoy, join(root, 'usr/local/bin/envoy'));
    chmodSync(join(root, 'usr/local/bin/envoy'), 0o755);
    for (const library of librariesOf(envoy)) place(library, join(root, library));
    await importFolder(root, tag, env);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

// The lines of ldd are "name => /path (address)", "/path (address)" for the loader, or a name without a path (vdso).
function librariesOf(binary) {
  const listed = spawnSync('ldd', [binary], { encoding: 'utf8' });
  if (listed.status !== 0) throw new Error(`ldd ${binary} failed: ${listed.error?.message ?? listed.stderr.trim()}`);
  const missing = listed.stdout.match(/^.*not found$/m);
  if (missing !== null) throw new Error(`${binary} needs a library that is not here: ${missing[0].trim()}`);
  return [...listed.stdout.matchAll(/(?:^|\s)(\/\S+) \(0x/g)].map((match) => match[1]);
}

function place(from, to) {
  mkdirSync(dirname(to), { recursive: true });
  copyFileSync(realpathSync(from), to);
}

async function importFolder(root, tag, env) {
  // Readable by all, whatever the umask: the container does not run as the user who packs.
  const modes = ['--mode=a+rX', '--owner=0', '--group=0', '--numeric-owner'];
  const tar = spawn('tar', ['-C', root, ...modes, '-c', '.'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const entrypoint = 'ENTRYPOINT ["/usr/local/bin/envoy"]';
  const docker = spawn(dockerCommand(), ['import', '--change', entrypoint, '-', tag], {
    stdio: ['pipe', 'ignore', 'pipe'],
    env,
  });
  let said = '';
  docker.stderr.setEncoding('utf8').on('data', (text) => (said += text));
  // A docker that ends early breaks the pipe; its status and words tell more than that.
  const piped = pipeline(tar.stdout, docker.stdin).catch(() => undefined);
  const [[packed], [status]] = await Promise.all([once(tar, 'close'), once(docker, 'close'), piped]);
  if (packed !== 0 || status !== 0) throw new Error(`docker import ${tag} failed: ${said.trim()}`);
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const [envoy, tag = defaultTag] = process.argv.slice(2);
  if (envoy === undefined) {
    process.stderr.write('usage: node scripts/docker/envoy-image.mjs ENVOY_BINARY [TAG]\n');
    process.exitCode = 2;
  } else {
    try {
      await importEnvoyImage({ envoy, tag, env: process.env });
      process.stdout.write(`${tag}\n`);
    } catch (error) {
      process.stderr.write(`${error.message}\n`);
      process.exitCode = 3;
    }
  }
}
