import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync } from 'node:fs';
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

// A disk on which nothing has room.
describe.runIf(existsSync('/dev/full'))('output that cannot be written', () => {
  const toFull = (stream: 1 | 2, args: readonly string[]) => {
    const full = openSync('/dev/full', 'w');
    const stdio = ['ignore', 'pipe', 'pipe'] as ('ignore' | 'pipe' | number)[];
    stdio[stream] = full;
    const { status, stderr } = spawnSync(process.execPath, [`${root}bin/portcullis.mjs`, ...args], {
      stdio,
      encoding: 'utf8',
    });
    closeSync(full);
    return { status, stderr };
  };

  test.each([['--version'], ['doctor'], ['generate', 'wasm-plugin', '--help']])(
    'is no finding: %s %s %s',
    (...args) => {
      const stderr = 'portcullis: standard output: found ENOSPC: the result is not complete\n';
      expect(
        toFull(
          1,
          args.filter((word) => word !== undefined),
        ),
      ).toEqual({ status: 3, stderr });
    },
  );

  test('on stderr leaves the exit code as it is', () => {
    expect(toFull(2, ['generate', 'wasm-plugin'])).toMatchObject({ status: 2 });
  });
});
