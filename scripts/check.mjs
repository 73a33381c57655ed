// All that must hold, in order, cheap things first. Every stage runs, so that one run shows everything that is wrong. Ends with
// one line: N passed, N failed.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const bin = (name, file) => [process.execPath, join(root, 'node_modules', name, file)];
const scratch = mkdtempSync(join(tmpdir(), 'portcullis-check-'));
const withDocker = process.env.PORTCULLIS_DOCKER === '1' || process.env.CI === 'true';

// The largest that filters may be, in bytes.
const budgets = { 16384: ['misdirected-guard', 'normalizer'], 24576: ['gateway'] };

const stages = [
  { name: 'made files are fresh', command: [process.execPath, 'scripts/gen.mjs', '--check'] },
  { name: 'types', command: [...bin('typescript', 'bin/tsc'), '-p', 'tsconfig.json'] },
  { name: 'lint', command: [...bin('oxlint', 'bin/oxlint')] },
  { name: 'format', command: [...bin('prettier', 'bin/prettier.cjs'), '--check', '--log-level', 'warn', '.'] },
  ...Object.entries(budgets).map(([budget, filters]) => ({
    name: `${filters.join(', ')} within ${budget} bytes`,
    command: [process.execPath, 'bin/portcullis.mjs', 'build', ...filters, '--max-size', budget],
  })),
  {
    name: 'assembly specs',
    command: [
      ...bin('@as-pect/cli', 'bin/asp.js'),
      '--no-logo',
      '--summary',
      '--as-config',
      'test/aspect/as-pect.asconfig.json',
    ],
    count: countAspect,
  },
  vitest('unit and house', ['unit', 'house']),
  vitest('real Envoy', ['e2e']),
  ...(withDocker ? [vitest('real Docker', ['docker'])] : []),
];

let passed = 0;
let failed = 0;
let skipped = 0;
const report = [];
try {
  for (const stage of stages) {
    process.stdout.write(`\n== ${stage.name}\n`);
    const start = Date.now();
    const { status, output } = run(stage);
    const counts = stage.count?.(status, output) ?? { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1 };
    // A stage that fails without a failed test (it could not start, a file did not load) is a failure all the same.
    if (status !== 0 && counts.failed === 0) counts.failed = 1;
    passed += counts.passed;
    failed += counts.failed;
    skipped += counts.skipped ?? 0;
    const seconds = ((Date.now() - start) / 1000).toFixed(1);
    report.push(
      `${counts.failed === 0 ? 'ok    ' : 'FAILED'} ${stage.name}: ${counts.passed} passed, ${counts.failed} failed (${seconds} s)`,
    );
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
if (!withDocker) report.push('skipped: no Docker asked for (PORTCULLIS_DOCKER=1 runs the Docker tests)');
process.stdout.write(
  `\n${report.join('\n')}\n\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`,
);
process.exitCode = failed === 0 ? 0 : 1;

function run({ command, count }) {
  const [file, ...args] = command;
  const capture = count === countAspect;
  const result = spawnSync(file, args, {
    cwd: root,
    stdio: ['ignore', capture ? 'pipe' : 'inherit', 'inherit'],
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (capture) process.stdout.write(result.stdout ?? '');
  if (result.error) process.stdout.write(`${result.error.message}\n`);
  return { status: result.status ?? 1, output: result.stdout ?? '' };
}

function vitest(name, projects) {
  const json = join(scratch, `${projects[0]}.json`);
  const only = projects.flatMap((project) => ['--project', project]);
  return {
    name,
    command: [
      ...bin('vitest', 'vitest.mjs'),
      'run',
      ...only,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${json}`,
    ],
    count: () => {
      try {
        const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(readFileSync(json, 'utf8'));
        return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests };
      } catch {
        return { passed: 0, failed: 1 };
      }
    },
  };
}

/** as-pect ends with a line such as `[Tests]: 114 / 114`: passed, all. */
function countAspect(status, output) {
  const [, green, all] = /\[Tests\]:\s*(\d+) \/ (\d+)/.exec(stripVTControlCharacters(output)) ?? [];
  return green === undefined
    ? { passed: 0, failed: 1 }
    : { passed: Number(green), failed: Number(all) - Number(green) };
}
