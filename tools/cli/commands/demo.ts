import { join } from 'node:path';
import { exitCodes, type ExitCode } from '../../catalog/exit-codes.ts';
import { startEnvoy } from '../../envoy/run.ts';
import { findEnvoy } from '../../envoy/find.ts';
import { Failure } from '../../model/failure.ts';
import type { Io } from '../../model/io.ts';
import { builtFilterFiles } from '../built-filters.ts';
import type { CliCommand } from '../command.ts';
import { startBackEnd } from '../demo/back-end.ts';
import { makeDemoCertificates } from '../demo/certificates.ts';
import { gatewayBootstrap } from '../demo/gateway.ts';
import { keepGateway } from '../demo/keep.ts';
import { renderDemo } from '../demo/render.ts';
import { runDemo } from '../demo/run-demo.ts';
import { reportError } from '../errors.ts';
import { envoyOption } from '../options/envoy.ts';
import { addOutputOption, json, readOutputs, textOrJson, writeOutputs } from '../options/output.ts';
import { terminalProgress } from '../progress.ts';

interface DemoFlags {
  readonly envoy?: string;
  readonly keep: boolean;
  readonly output?: readonly string[];
}

export const demo: CliCommand = {
  name: 'demo',
  define(program, { io, action }) {
    const command = program
      .command('demo')
      .description('show the attacks of the best-practices page on a local Envoy, without and with the filters')
      .option('--keep', 'leave the gateway up afterwards and print curl lines', false)
      .addOption(envoyOption())
      .addHelpText('after', examples)
      .action(action(async (flags: DemoFlags) => show(flags, io)));
    addOutputOption(command, textOrJson);
  },
};

async function show(flags: DemoFlags, io: Io): Promise<ExitCode> {
  const outputs = readOutputs(textOrJson, flags.output);
  const progress = terminalProgress(io);
  const files = await orFinding(io, builtFilterFiles(io, progress));
  if (files === undefined) return exitCodes.findings;
  const envoy = await findEnvoy({
    ...(flags.envoy === undefined ? {} : { flag: flags.envoy }),
    cwd: io.cwd,
    env: io.env,
    progress,
    signal: io.signal,
  });
  progress.say('starting the gateway');
  const certificates = await makeDemoCertificates();
  const backEnd = await startBackEnd();
  try {
    const bootstrap = gatewayBootstrap({
      certificates,
      backEndPort: backEnd.port,
      normalizerFile: join(files, 'normalizer.wasm'),
      guardFile: join(files, 'misdirected-guard.wasm'),
    });
    const started = await orFinding(io, startEnvoy(envoy, { bootstrap, signal: io.signal, env: io.env }));
    if (started === undefined) return exitCodes.findings;
    await using running = started;
    progress.say('sending requests');
    const rows = await runDemo(running, certificates);
    progress.done();
    io.err(`Envoy ${envoy.version} (${envoy.source})\n`);
    await writeOutputs(outputs, (format) => (format === 'json' ? json(rows) : renderDemo(rows)), io);
    if (flags.keep) await keepGateway(running, certificates, io);
    return rows.every((row) => row.asExpected) ? exitCodes.ok : exitCodes.findings;
  } finally {
    progress.done();
    await backEnd.stop();
  }
}

/** A filter that does not compile, or that Envoy refuses, is what the demo is there to find: undefined, and said on stderr. */
async function orFinding<T>(io: Io, work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof Failure) || error.kind !== 'user') throw error;
    reportError(error, io, false);
    return undefined;
  }
}

const examples = `
Examples:
  portcullis demo                     the table; exit 0 only if every verdict is as expected
  portcullis demo --keep              then try it with curl, until Ctrl-C
  portcullis demo --envoy ./envoy     with an Envoy of your own`;
