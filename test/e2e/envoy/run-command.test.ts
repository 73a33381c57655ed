import { describe, expect, it } from 'vitest';
import { failureLine, runCommand } from '../../../tools/envoy/run-command.ts';
import { isAlive } from './real-envoy.ts';

const run = (script: string, options: { timeoutMs?: number; signal?: AbortSignal } = {}) =>
  runCommand('/bin/sh', ['-c', script], { env: { PATH: process.env['PATH'], X: 'x' }, timeoutMs: 10_000, ...options });

describe('a command', () => {
  it('gives its exit code and what it printed', async () => {
    expect(await run('echo "$X"; echo two >&2; exit 3')).toEqual({ code: 3, stdout: 'x\n', stderr: 'two\n' });
  });

  it('that cannot be started is a result', async () => {
    const result = await runCommand('/nonexistent/x', [], { env: {}, timeoutMs: 1_000 });
    expect(result).toMatchObject({ code: null, trouble: expect.stringContaining('ENOENT') });
  });

  // The shell waits for a child that ignores SIGTERM and holds the pipe open.
  const stubborn = `sh -c 'trap "" TERM; echo $$; exec sleep 60' & wait`;
  it.each([
    ['takes too long', () => ({ timeoutMs: 300 }), 'did not end within 0.3 s'],
    ['is stopped', () => ({ signal: AbortSignal.timeout(300) }), 'was stopped'],
  ])('that %s is ended with its children', async (_what, options, trouble) => {
    const result = await run(stubborn, options());
    expect(result).toMatchObject({ code: null, trouble, stdout: expect.stringMatching(/^\d+\n$/) });
    expect(isAlive(Number(result.stdout))).toBe(false);
  });

  it('is not started once it is stopped', async () => {
    const result = await run('echo started', { signal: AbortSignal.abort() });
    expect(result).toEqual({ code: null, stdout: '', stderr: '', trouble: 'was stopped' });
  });

  it.each([
    [{ code: 1, stdout: 'a\n', stderr: 'b\n\n' }, 'b'],
    [{ code: 1, stdout: 'a\n', stderr: '' }, 'a'],
    [{ code: 1, stdout: '', stderr: '' }, 'exit code 1'],
    [{ code: null, stdout: '', stderr: '' }, 'a signal ended it'],
    [{ code: null, stdout: '', stderr: 'b', trouble: 'was stopped' }, 'was stopped'],
  ])('%j failed because: %s', (result, line) => {
    expect(failureLine(result)).toBe(line);
  });
});
