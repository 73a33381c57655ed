import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));

test('a checkout that nothing is installed or compiled in says so in one line', () => {
  const folder = mkdtempSync(join(tmpdir(), 'portcullis-checkout-'));
  try {
    cpSync(join(root, 'bin'), join(folder, 'bin'), { recursive: true });
    cpSync(join(root, 'package.json'), join(folder, 'package.json'));
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(folder, 'bin/portcullis.mjs'), 'build'], {
      encoding: 'utf8',
    });
    expect({ status, stdout, stderr }).toEqual({
      status: 3,
      stdout: '',
      stderr: 'portcullis: found a checkout that is not set up\n  try: npm run build\n',
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
