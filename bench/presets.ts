import { exitCodes, type ExitCode } from '../tools/catalog/exit-codes.ts';
import type { Io } from '../tools/model/io.ts';
import { shown } from '../test/unit/cases/case-row.ts';
import { idempotenceOf } from '../test/unit/strict/idempotence.ts';
import { bypassTable } from './presets/bypass-table.ts';
import { hostilePaths } from './presets/hostile-paths.ts';
import { presetJudges } from './presets/judges.ts';
import { readOptions, type PresetsOptions } from './presets/options.ts';
import { positiveTable } from './presets/positive-table.ts';
import { program } from './program/program.ts';
import { wasmDigest } from './program/wasm-digest.ts';

async function presets(options: PresetsOptions, io: Io): Promise<ExitCode> {
  const { paths, collected } = hostilePaths(options.paths, options.seed);
  io.out(`seed ${options.seed}; ${paths.length} distinct paths, ${collected} of them collected by other projects\n`);
  io.out(wasmDigest('normalizer'));
  const judges = await presetJudges();

  const bypasses = await bypassTable(judges, paths);
  io.out(`\nPaths that a back end reads as denied and the policy does not:\n\n${bypasses.markdown}`);

  const positive = positiveTable(judges);
  io.out(`\nOrdinary URLs that are not left as they are:\n\n${positive.markdown}`);

  const strict = judges.at(-1)!.judge;
  const { inputs, accepted, unstable } = idempotenceOf(strict, options.twice, options.seed);
  io.out(`\nSTRICT twice: ${inputs} inputs, ${accepted} accepted, ${unstable.length} changed by the second run\n`);
  for (const path of unstable) io.out(`  ${shown(path)}\n`);
  return bypasses.left + positive.unexpected + unstable.length > 0 ? exitCodes.findings : exitCodes.ok;
}

const help = `Usage: npm run presets -- [options]

What each preset of the normalizer leaves open, what it does to ordinary URLs, and whether STRICT is idempotent.

  --paths <n>  distinct paths that try to get past a policy (default: 50000)
  --twice <n>  paths that STRICT judges twice (default: 100000)
  --seed <n>   of the generated paths (default: 20260810)

Exit codes: 0 as documented, 1 something is not, 2 your mistake, 3 the surroundings failed, 4 a bug.
`;

/** `npm run presets`: what each preset leaves open and what it costs; see docs/presets.md. */
export const run = program({ help, readOptions, main: presets });
