import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { onPath } from '../../../tools/envoy/on-path.ts';

let root: string;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'portcullis-path-test-'));
  for (const directory of ['plain', 'folder', 'good', 'later']) mkdirSync(join(root, directory));
  mkdirSync(join(root, 'folder', 'tool'));
  for (const directory of ['plain', 'good', 'later']) writeFileSync(join(root, directory, 'tool'), '');
  for (const directory of ['good', 'later']) chmodSync(join(root, directory, 'tool'), 0o755);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

it('the first executable file counts, not a directory and not a file that cannot be run', () => {
  const PATH = ['relative', 'missing', 'plain', 'folder', 'good', 'later'].map((name) => join(root, name)).join(':');
  expect(onPath('tool', { PATH })).toBe(join(root, 'good', 'tool'));
});

it.each([{}, { PATH: '' }, { PATH: '.:good' }])('nothing is found with %j', (env) => {
  expect(onPath('tool', env)).toBeUndefined();
});
