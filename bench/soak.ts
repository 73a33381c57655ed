import { createHash } from 'node:crypto';
import { exitCodes, type ExitCode } from '../tools/catalog/exit-codes.ts';
import { reportError } from '../tools/cli/errors.ts';
import { processIo, type ProcessLike } from '../tools/cli/io.ts';
import { terminalProgress } from '../tools/cli/progress.ts';
import type { Io } from '../tools/model/io.ts';
import { filterWasm } from '../test/unit/cases/filter-wasm.ts';
import { envoyRelease } from './differential/envoy-release.ts';
import { chainWords } from './soak/chain.ts';
import { readOptions } from './soak/options.ts';
import { faultsOf, sampleLine, summary } from './soak/report.ts';
import { runSoak } from './soak/run-soak.ts';

const version = '1.40.0';

/** `npm run soak`: millions of mixed requests through a real Envoy with both filters; see docs/fuzz-and-soak.md. */
export async function run(process: ProcessLike): Promise<ExitCode> {
  const { io, close } = processIo(process);
  try {
    return await soak(process.argv.slice(2), io);
  } catch (error) {
    return reportError(error, io, Boolean(io.env['PORTCULLIS_DEBUG']));
  } finally {
    close();
  }
}

async function soak(args: readonly string[], io: Io): Promise<ExitCode> {
  const options = readOptions(args);
  if (options === 'help') {
    io.out(help);
    return exitCodes.ok;
  }
  const progress = terminalProgress(io);
  const envoy = await envoyRelease(version, io, progress);
  io.out(`Envoy ${version}; seed ${options.seed}; ${chainWords}\n`);
  for (const name of ['normalizer', 'misdirected-guard']) {
    io.out(`${name}.wasm sha256 ${createHash('sha256').update(filterWasm(name)).digest('hex')}\n`);
  }
  const result = await runSoak({
    envoy,
    ...options,
    signal: io.signal,
    progress,
    onSample: (sample) => io.out(sampleLine(sample)),
  });
  io.out(summary(result));
  const faults = faultsOf(result, options.requests);
  io.out(
    faults.length === 0 ? 'flat, and nothing went wrong\n' : `${faults.map((fault) => `FAULT ${fault}`).join('\n')}\n`,
  );
  return faults.length === 0 ? exitCodes.ok : exitCodes.findings;
}

const help = `Usage: npm run soak -- [options]

Mixed requests through a real Envoy ${version} with guard and normalizer, while their configuration changes.

  --requests <n>     in all, a tenth of them to warm up (default: 5000000)
  --seed <n>         (default: 20260807)

Exit codes: 0 as expected and the memory flat, 1 not, 2 your mistake, 3 the surroundings failed, 4 a bug.
`;
