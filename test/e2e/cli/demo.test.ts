import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoRequests } from '../../../tools/cli/demo/requests.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), 'portcullis-demo-test-'));
// Whatever the demo leaves behind would lie here.
const temporary = join(scratch, 'tmp');
const env = { ...process.env, TMPDIR: temporary };

interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function portcullis(folder: string, ...args: string[]): Ran {
  const result = spawnSync(process.execPath, [join(folder, 'bin/portcullis.mjs'), ...args], {
    env,
    encoding: 'utf8',
    cwd: folder,
  });
  return { code: result.status, out: result.stdout, err: result.stderr };
}

/** A checkout whose sources can be broken. */
function copyOfCheckout(): string {
  const folder = mkdtempSync(join(scratch, 'checkout-'));
  for (const name of ['assembly', 'asconfig.json', 'bin', 'dist', 'package.json', 'tsconfig.build.json']) {
    cpSync(join(root, name), join(folder, name), { recursive: true });
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

function breakSource(folder: string, file: string, from: string, to: string): void {
  const path = join(folder, file);
  const text = readFileSync(path, 'utf8');
  expect(text).toContain(from);
  writeFileSync(path, text.replace(from, to));
}

/** Processes whose command line or environment names our temporary folder. */
function leftBehind(): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && name !== String(process.pid))
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(temporary);
      } catch {
        return false;
      }
    });
}

beforeAll(() => {
  rmSync(temporary, { recursive: true, force: true });
  spawnSync('mkdir', ['-p', temporary]);
});

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe('portcullis demo', () => {
  test('prints the table of README.md, exits 0, and leaves nothing behind', () => {
    const { code, out } = portcullis(root, 'demo');
    expect(code).toBe(0);
    expect(readFileSync(join(root, 'README.md'), 'utf8')).toContain(out.trimEnd());
    expect(leftBehind()).toEqual([]);
    expect(readdirSync(temporary)).toEqual([]);
  });

  test('tells the same as JSON', () => {
    const { code, out } = portcullis(root, 'demo', '-o', 'json');
    expect(code).toBe(0);
    const rows = JSON.parse(out) as { request: unknown; asExpected: boolean }[];
    expect(rows.map(({ request }) => request)).toEqual(JSON.parse(JSON.stringify(demoRequests)));
    expect(rows.every(({ asExpected }) => asExpected)).toBe(true);
  });

  test('--keep leaves the gateway up, prints curl lines that work, and goes on Ctrl-C', async () => {
    const child = spawn(process.execPath, [join(root, 'bin/portcullis.mjs'), 'demo', '--keep'], { env, cwd: root });
    let out = '';
    let err = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
    await expect.poll(() => err, { timeout: 50_000 }).toContain('Ctrl-C');
    const answers = out
      .split('\n')
      .filter((line) => line.startsWith('curl '))
      .map((line) => spawnSync('sh', ['-c', `${line} -o /dev/null -w '%{http_code}'`], { encoding: 'utf8' }).stdout);
    child.kill('SIGINT');
    expect(await ended).toBe(0);
    expect(answers).toEqual(['403', '200', '200', '200', '200', '403', '403', '403', '421', '200']);
    await expect.poll(leftBehind, { timeout: 10_000 }).toEqual([]);
    expect(readdirSync(temporary)).toEqual([]);
  });

  test.each([
    [
      'a step that does nothing',
      'assembly/path/steps/lower-case.ts',
      'return changed ? <i32>size : UNCHANGED;',
      'return UNCHANGED;',
    ],
    [
      'a guard that lets everything pass',
      'assembly/filters/guard/judge.ts',
      'if (reason == PASS ||',
      'if (true || reason == PASS ||',
    ],
    ['a filter that traps', 'assembly/filters/normalizer.ts', 'resetArena();', 'resetArena(); unreachable();'],
    [
      'a filter that refuses its configuration',
      'assembly/filters/normalizer.ts',
      'return closeConfiguration(',
      'return 0 & closeConfiguration(',
    ],
    ['a filter that does not compile', 'assembly/filters/normalizer.ts', 'read ? read', 'raed ? read'],
  ])('exits 1 with %s', (_, file, from, to) => {
    const folder = copyOfCheckout();
    breakSource(folder, file, from, to);
    const { code, out, err } = portcullis(folder, 'demo');
    expect(code).toBe(1);
    expect(`${out}${err}`).toMatch(/not as expected|portcullis: /);
    expect(err).not.toContain('bug:');
    expect(leftBehind()).toEqual([]);
  });
});
