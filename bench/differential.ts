import { exitCodes, type ExitCode } from '../tools/catalog/exit-codes.ts';
import { terminalProgress } from '../tools/cli/progress.ts';
import type { Io } from '../tools/model/io.ts';
import { filterWasm } from '../test/unit/cases/filter-wasm.ts';
import { compareVersion } from './differential/compare-version.ts';
import { envoyRelease } from './program/envoy-release.ts';
import { readOptions, type DifferentialOptions } from './differential/options.ts';
import { distinctPaths } from './differential/paths.ts';
import { exampleLines, tableHead, tableRow } from './differential/table.ts';
import type { Tally } from './differential/tally.ts';
import { program } from './program/program.ts';
import { wasmDigest } from './program/wasm-digest.ts';

async function differential(options: DifferentialOptions, io: Io): Promise<ExitCode> {
  const progress = terminalProgress(io);
  const module = filterWasm('normalizer');
  const { chunks, collected } = distinctPaths(options);
  io.out(`seed ${options.seed}; ${options.paths} distinct paths, ${collected} of them collected by other projects\n`);
  io.out(`${wasmDigest('normalizer')}\n${tableHead}`);
  const tallies: Tally[] = [];
  for (const version of options.versions) {
    const envoy = await envoyRelease(version, io, progress);
    const ofVersion = await compareVersion({ envoy, module, chunks, signal: io.signal, progress });
    for (const tally of ofVersion) io.out(tableRow(tally));
    tallies.push(...ofVersion);
  }
  io.out(exampleLines(tallies));
  return tallies.some(({ unexplained }) => unexplained > 0) ? exitCodes.findings : exitCodes.ok;
}

const help = `Usage: npm run test:differential -- [options]

Sends the same requests through Envoy's own path normalization and through the normalizer, for each preset.

  --versions <list>  releases of Envoy, by commas (default: all of the catalogue)
  --paths <n>        distinct paths, each through every preset (default: 200000)
  --seed <n>         of the generated paths (default: 20260805)

Exit codes: 0 every difference is explained, 1 one is not, 2 your mistake, 3 the surroundings failed, 4 a bug.
`;

/** `npm run test:differential`: the presets against the native normalization of released Envoys; see docs/differential.md. */
export const run = program({ help, readOptions, main: differential });
