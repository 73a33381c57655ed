import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { root } from '../../unit/generate/shared-cases.ts';

/** Starts the command line, presses Ctrl-C after a while, and tells what ended it. */
async function interrupted(args: readonly string[], milliseconds: number): Promise<unknown> {
  // Standard input stays open, as that of a terminal.
  const child = spawn(process.execPath, [`${root}bin/portcullis.mjs`, ...args], { cwd: root, stdio: 'pipe' });
  child.stdout.resume();
  child.stderr.resume();
  const closed = once(child, 'close');
  await sleep(milliseconds);
  child.kill('SIGINT');
  const [, signal] = (await closed) as [number | null, string | null];
  return signal;
}

test('ends a command that waits for standard input', { timeout: 20_000 }, async () => {
  expect(await interrupted(['generate', 'virtual-service', '-f', '-'], 2_000)).toBe('SIGINT');
});

test('ends a build, which leaves no half of a module', { timeout: 60_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'portcullis-ctrl-c-'));
  try {
    expect(await interrupted(['build', '--force', '--out-dir', folder], 1_500)).toBe('SIGINT');
    expect(readdirSync(folder)).not.toContain('manifest.json');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
