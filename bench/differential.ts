import { createHash } from 'node:crypto';
import { exitCodes, type ExitCode } from '../tools/catalog/exit-codes.ts';
import { reportError } from '../tools/cli/errors.ts';
import { processIo, type ProcessLike } from '../tools/cli/io.ts';
import { terminalProgress } from '../tools/cli/progress.ts';
import type { Io } from '../tools/model/io.ts';
import { filterWasm } from '../test/unit/cases/filter-wasm.ts';
import { compareVersion } from './differential/compare-version.ts';
import { envoyRelease } from './differential/envoy-release.ts';
import { readOptions } from './differential/options.ts';
import { distinctPaths } from './differential/paths.ts';
import { exampleLines, tableHead, tableRow } from './differential/table.ts';
import type { Tally } from './differential/tally.ts';

/** `npm run test:differential`: the presets against the native normalization of released Envoys; see docs/differential.md. */
export async function run(process: ProcessLike): Promise<ExitCode> {
  const { io, close } = processIo(process);
  try {
    return await differential(process.argv.slice(2), io);
  } catch (error) {
    return reportError(error, io, Boolean(io.env['PORTCULLIS_DEBUG']));
  } finally {
    close();
  }
}

async function differential(args: readonly string[], io: Io): Promise<ExitCode> {
  const options = readOptions(args);
  if (options === 'help') {
    io.out(help);
    return exitCodes.ok;
  }
  const progress = terminalProgress(io);
  const module = filterWasm('normalizer');
  const { chunks, collected } = distinctPaths(options);
  io.out(`seed ${options.seed}; ${options.paths} distinct paths, ${collected} of them collected by other projects\n`);
  io.out(`normalizer.wasm sha256 ${createHash('sha256').update(module).digest('hex')}\n\n${tableHead}`);
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
