import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { exitCodes, type ExitCode } from '../tools/catalog/exit-codes.ts';
import { terminalProgress } from '../tools/cli/progress.ts';
import { findEnvoy } from '../tools/envoy/find.ts';
import type { EnvoyBinary } from '../tools/envoy/envoy-kinds.ts';
import { surroundingsFailure } from '../tools/model/failure.ts';
import type { Io, Progress } from '../tools/model/io.ts';
import { buildPeers, ownFilters } from './speed/build-peers.ts';
import { newFigures } from './speed/figures.ts';
import { machineLines, programs, programVersions, type Program } from './speed/machine.ts';
import { measureConfigure } from './speed/measure-configure.ts';
import { measureCpu } from './speed/measure-cpu.ts';
import { measureGenerator } from './speed/measure-generator.ts';
import { measureInstructions } from './speed/measure-instructions.ts';
import { measureStreams } from './speed/measure-streams.ts';
import { measureV8 } from './speed/measure-v8.ts';
import { microTables } from './speed/micro-tables.ts';
import { help, readOptions, type Part, type SpeedOptions } from './speed/options.ts';
import { chosenTables } from './speed/plan.ts';
import { report } from './speed/report.ts';
import { targets } from './speed/targets.ts';
import { usableVariants } from './speed/usable-variants.ts';
import { program } from './program/program.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

async function speed(options: SpeedOptions, io: Io, args: readonly string[]): Promise<ExitCode> {
  const progress = terminalProgress(io);
  const { files, absent } = await buildPeers(root, io, progress);
  const versions = await programVersions(io);
  const notes = [...absent];
  const own = ownFilters.flatMap((name) => files.get(name) ?? []);
  const { variants, refused } = usableVariants(root, files);
  notes.push(...refused);
  const parts = possibleParts(options.only, versions, notes);
  const envoy = await envoyFor(parts, io, progress);
  const figures = newFigures();
  const tables = chosenTables(options, variants);
  const shared = { variants, files, tables, quick: options.quick, io, progress };
  const has = (part: Part): boolean => parts.includes(part);

  if (has('instructions')) await measureInstructions({ ...shared, envoy: envoy! }, figures);
  const streams = has('streams') ? await measureStreams({ ...shared, envoy: envoy! }) : [];
  if (has('cpu')) await measureCpu({ ...shared, envoy: envoy! }, figures);
  const micro = has('v8') ? microTables(files) : [];
  const growth = await measureV8(micro, options.cases, options.quick, figures, progress, io.signal);
  const configured = has('v8') ? measureConfigure(files.get('misdirected-guard')!, progress) : [];
  const generated = has('generator') ? await measureGenerator(root, options.quick, io, progress) : [];

  const reached = targets({ figures, streams, growth, configured, generated });
  const machine = machineLines(envoy, versions, own, args);
  const text = report({
    machine,
    notes,
    figures,
    streams,
    configured,
    generated,
    targets: reached,
    tables,
    micro,
    variants,
    files,
  });
  io.out(text);
  if (options.out !== undefined) {
    const file = resolve(root, options.out);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return reached.some(({ found, most }) => found !== undefined && found > most) ? exitCodes.findings : exitCodes.ok;
}

/** The parts that this machine can measure; a note for each program that is absent. */
function possibleParts(
  only: readonly Part[],
  versions: ReadonlyMap<Program, string | undefined>,
  notes: string[],
): Part[] {
  const missing = [...versions].filter(([, version]) => version === undefined).map(([name]) => name);
  for (const name of missing) {
    notes.push(`No ${name}: ${programs[name].for} is left out (install the package ${programs[name].install}).`);
  }
  const without = (part: Part): boolean =>
    withoutEnvoy(part) || missing.length === 0 || (part === 'cpu' && missing.every((name) => name === 'valgrind'));
  return only.filter(without);
}

function withoutEnvoy(part: Part): boolean {
  return part === 'v8' || part === 'generator';
}

async function envoyFor(parts: readonly Part[], io: Io, progress: Progress): Promise<EnvoyBinary | undefined> {
  if (parts.every(withoutEnvoy)) return undefined;
  const envoy = await findEnvoy({ env: io.env, cwd: io.cwd, progress, signal: io.signal });
  if (envoy.kind === 'binary') return envoy;
  throw surroundingsFailure({ what: 'found Envoy only in a container, expected a binary that valgrind can run' });
}

/** `npm run bench`: what the filters add to a request, and their peers; see docs/speed.md. */
export const run = program({ help, readOptions, main: speed });
