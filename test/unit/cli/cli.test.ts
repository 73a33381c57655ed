import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { exitCodes } from '../../../tools/catalog/exit-codes.ts';
import { version } from '../../../tools/catalog/version.ts';
import { commands } from '../../../tools/cli/commands/index.ts';
import { reportError } from '../../../tools/cli/errors.ts';
import { packageRoot } from '../../../tools/cli/package-root.ts';
import { terminalProgress } from '../../../tools/cli/progress.ts';
import { surroundingsFailure, userFailure } from '../../../tools/model/failure.ts';
import type { Io } from '../../../tools/model/io.ts';
import { runCli } from './run-cli.ts';

const empty = mkdtempSync(join(tmpdir(), 'portcullis-cli-'));
afterAll(() => rmSync(empty, { recursive: true, force: true }));

describe('help', () => {
  test('lists every verb', async () => {
    const { code, out, err } = await runCli(['--help']);
    expect(code).toBe(exitCodes.ok);
    expect(err).toBe('');
    for (const { name } of commands) expect(out).toContain(`  ${name}`);
  });

  test.each(commands.map(({ name }) => name))('of %s stands in its golden file, with examples', async (name) => {
    const { code, out } = await runCli([name, '--help']);
    expect(code).toBe(exitCodes.ok);
    expect(out).toMatch(/Examples?:/);
    await expect(out).toMatchFileSnapshot(`../../golden/help/${name}.txt`);
  });

  test('goes to stdout when asked for, to stderr when nothing was asked for', async () => {
    expect(await runCli(['help'])).toMatchObject({ code: exitCodes.ok, err: '' });
    expect(await runCli([])).toMatchObject({ code: exitCodes.user, out: '' });
  });

  test('the version is that of the package', async () => {
    expect(await runCli(['--version'])).toEqual({ code: exitCodes.ok, out: `${version}\n`, err: '' });
  });
});

describe('a mistake of the user gives exit code 2 and one line that names it', () => {
  test.each([
    [['bogus'], "unknown command 'bogus'"],
    [['demo', '--bogus'], "unknown option '--bogus'"],
    [['demos'], 'Did you mean demo?'],
    [['build', 'nope'], 'found no filters, expected at least one file assembly/filters/NAME.ts'],
    [['build', '--max-size', '12kB'], 'found "12kB", expected a number of bytes'],
    [['build', '--target', 'fast'], 'Allowed choices are release, debug'],
    [['demo', '-o', 'xml'], '--output: found "xml", expected text, json, text=FILE or json=FILE'],
    [['doctor', '-o', 'xml'], '--output: found "xml", expected text, json, text=FILE or json=FILE'],
    [['doctor', '-o', 'json=no/x.json'], 'no/x.json: found no such directory, expected a place that can be written to'],
    [['frobnicate', '--help'], "unknown command 'frobnicate'"],
    [['help', 'frobnicate'], "unknown command 'frobnicate'"],
    [['generate', 'frobnicate', '-h'], "unknown command 'frobnicate'"],
    [['demo', 'extra'], 'too many arguments'],
  ])('%j', async (args, message) => {
    const { code, out, err } = await runCli(args, { cwd: empty });
    expect(code).toBe(exitCodes.user);
    expect(out).toBe('');
    expect(err).toContain(message);
    expect(err).not.toMatch(/\n\s+at /);
  });

  test.each([
    ['/dev/null', 'found a file where a directory is to be'],
    ['/dev/null/x', 'found a file where the path has a directory'],
  ])('a folder for built filters that cannot be made: %s', async (folder, found) => {
    const { code, out, err } = await runCli(['build', '--out-dir', folder], { cwd: packageRoot });
    expect(err).toBe(`portcullis: ${folder}: ${found}, expected a place that can be written to\n`);
    expect({ code, out }).toEqual({ code: exitCodes.user, out: '' });
  });

  test('an Envoy that is not there', async () => {
    const { code, err } = await runCli(['demo', '--envoy', './no-such-envoy'], { env: process.env });
    expect(code).toBe(exitCodes.user);
    expect(err).toContain('--envoy: ');
    expect(err).toContain('no-such-envoy does not exist');
  });
});

describe('doctor', () => {
  test('names what is missing and what for, and exits 3 when the main job cannot run', async () => {
    const { code, out } = await runCli(['doctor'], { env: { PATH: empty, HOME: empty, PORTCULLIS_CACHE: empty } });
    expect(code).toBe(exitCodes.surroundings);
    expect(out).toMatch(/^MISSING +Envoy +/m);
    expect(out).toMatch(/^missing +Docker +docker compose/m);
    expect(out).toMatch(/^ok +Node +everything +(20|2[1-9])/m);
  });

  test('misses the Envoy that is named and is not there, as demo does', async () => {
    const env = { ...process.env, ENVOY_BIN: './no-such-envoy' };
    const { code, out } = await runCli(['doctor'], { env });
    expect(code).toBe(exitCodes.surroundings);
    expect(out).toMatch(/^MISSING +Envoy +.* ENVOY_BIN: .*no-such-envoy does not exist$/m);
  });

  test('writes the table to stdout and JSON to a file in one run', async () => {
    const { out } = await runCli(['doctor', '-o', 'text', '-o', 'json=found.json'], {
      cwd: empty,
      env: { PATH: empty },
    });
    expect(out).toMatch(/^ok +Node/m);
    const rows = JSON.parse(readFileSync(join(empty, 'found.json'), 'utf8')) as { name: string }[];
    expect(rows.map(({ name }) => name)).toContain('Envoy');
  });
});

describe('errors', () => {
  const io = (): Io & { text: string } => {
    const made = { text: '', err: (text: string) => void (made.text += text) };
    return made as unknown as Io & { text: string };
  };

  test('have three parts: where, what, what to do', () => {
    const to = io();
    expect(reportError(userFailure({ what: 'found a', where: 'f.yaml:1:2', hint: 'do b' }), to, false)).toBe(2);
    expect(to.text).toBe('portcullis: f.yaml:1:2: found a\n  try: do b\n');
  });

  test('of the surroundings exit with 3', () => {
    expect(reportError(surroundingsFailure({ what: 'no Envoy' }), io(), false)).toBe(3);
  });

  test('that nobody expected are bugs: exit 4, no stack unless asked for', () => {
    const quiet = io();
    expect(reportError(new TypeError('x is undefined'), quiet, false)).toBe(4);
    expect(quiet.text).toContain('bug: x is undefined');
    expect(quiet.text).not.toContain('    at ');
    const verbose = io();
    reportError(new TypeError('x'), verbose, true);
    expect(verbose.text).toContain('    at ');
  });
});

describe('progress', () => {
  test('is shown on a terminal and nowhere else', () => {
    let text = '';
    const to = { err: (part: string) => void (text += part) } as Io;
    terminalProgress({ ...to, errIsTerminal: false }).say('working');
    expect(text).toBe('');
    terminalProgress({ ...to, errIsTerminal: true }).say('working');
    expect(text).toContain('working');
  });
});
