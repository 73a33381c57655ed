import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import { root } from '../../unit/generate/shared-cases.ts';

/** Runs the real command line with readers that close `stream` before anything is written to it. */
async function runUnread(
  stream: 'stdout' | 'stderr',
  args: readonly string[],
): Promise<{ code: unknown; err: string }> {
  const child = spawn(process.execPath, [`${root}bin/portcullis.mjs`, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let err = '';
  child.stderr.on('data', (part: Buffer) => (err += part.toString()));
  child[stream].destroy();
  const [code] = await once(child, 'close');
  return { code, err };
}

describe('a reader that closes the pipe early is no error', () => {
  test.each(['wasm-plugin', 'envoy-filter'])('of what generate %s --help prints', async (target) => {
    expect(await runUnread('stdout', ['generate', target, '--help'])).toEqual({ code: 0, err: '' });
  });

  test('of the notes on stderr, and the exit code stays that of the command', async () => {
    expect(await runUnread('stderr', ['generate', 'wasm-plugin'])).toEqual({ code: 2, err: '' });
  });
});
