import { exitCodes, type ExitCode } from '../tools/catalog/exit-codes.ts';
import { terminalProgress } from '../tools/cli/progress.ts';
import type { Io } from '../tools/model/io.ts';
import { envoyRelease } from './program/envoy-release.ts';
import { chainWords } from './soak/chain.ts';
import { readOptions, type SoakOptions } from './soak/options.ts';
import { faultsOf, sampleLine, summary } from './soak/report.ts';
import { runSoak } from './soak/run-soak.ts';
import { program } from './program/program.ts';
import { wasmDigest } from './program/wasm-digest.ts';

const version = '1.40.0';

async function soak(options: SoakOptions, io: Io): Promise<ExitCode> {
  const progress = terminalProgress(io);
  const envoy = await envoyRelease(version, io, progress);
  io.out(`Envoy ${version}; seed ${options.seed}; ${chainWords}\n`);
  for (const name of ['normalizer', 'misdirected-guard']) io.out(wasmDigest(name));
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

/** `npm run soak`: millions of mixed requests through a real Envoy with both filters; see docs/fuzz-and-soak.md. */
export const run = program({ help, readOptions, main: soak });
