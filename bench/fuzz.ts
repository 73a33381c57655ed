import { exitCodes, type ExitCode } from '../tools/catalog/exit-codes.ts';
import { terminalProgress } from '../tools/cli/progress.ts';
import type { Io } from '../tools/model/io.ts';
import { readOptions, type FuzzOptions } from './fuzz/options.ts';
import { findingLines, tableHead, tableRow } from './fuzz/report.ts';
import { runTarget, type TargetResult } from './fuzz/run-target.ts';
import { targets } from './fuzz/targets.ts';
import { program } from './program/program.ts';
import { wasmDigest } from './program/wasm-digest.ts';

async function fuzz(options: FuzzOptions, io: Io): Promise<ExitCode> {
  io.out(`seed ${options.seed}\n`);
  for (const name of ['normalizer', 'misdirected-guard']) io.out(wasmDigest(name));
  io.out(`\n${tableHead}`);
  const progress = terminalProgress(io);
  const shares = options.targets.reduce((sum, { share }) => sum + share, 0);
  const results: TargetResult[] = [];
  for (const target of options.targets) {
    const executions = Math.round((options.executions * target.share) / shares);
    const result = await runTarget(target, {
      executions,
      seed: options.seed,
      closer: options.closer,
      signal: io.signal,
      progress,
    });
    io.out(tableRow(result));
    results.push(result);
  }
  for (const result of results) io.out(findingLines(result, options.seed));
  const sum = (value: (result: TargetResult) => number): number => results.reduce((all, one) => all + value(one), 0);
  const [executions, seconds] = [sum((one) => one.executions), sum((one) => one.seconds)];
  const findings = sum((one) => one.findings.length);
  io.out(`\n${executions} executions, ${findings} findings, ${Math.round(executions / seconds)} executions/s`);
  io.out(`, ${seconds.toFixed(1)} s${io.signal.aborted ? ', stopped early' : ''}\n`);
  return findings > 0 ? exitCodes.findings : exitCodes.ok;
}

const help = (): string => `Usage: npm run fuzz -- [options]

Random input through the filters in the Node host. A finding is printed with its row for test/cases/fuzz.

  --executions <n>   of all targets together (default: 1000000)
  --seed <n>         (default: 20260806)
  --closer <n>       every which input is held against models and run twice (default: 16)
  --target <list>    by commas (default: all)
${targets.map(({ name, what }) => `                     ${name.padEnd(22)}${what}`).join('\n')}

Exit codes: 0 no finding, 1 findings, 2 your mistake, 4 a bug.
`;

/** `npm run fuzz`: random paths, names and configurations through the filters in the Node host; see docs/fuzz-and-soak.md. */
export const run = program({ help: help(), readOptions, main: fuzz });
