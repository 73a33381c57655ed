import { InvalidArgumentError, Option } from 'commander';
import { buildFilters } from '../../build/build-filters.ts';
import { findCompiler } from '../../build/compile.ts';
import { openProject } from '../../build/project.ts';
import { exitCodes } from '../../catalog/exit-codes.ts';
import type { BuiltFilter } from '../../model/build-manifest.ts';
import type { CliCommand } from '../command.ts';
import { addOutputOption, json, readOutputs, textOrJson, writeOutputs } from '../options/output.ts';
import { packageRoot } from '../package-root.ts';
import { terminalProgress } from '../progress.ts';
import { formatTable } from '../table.ts';

interface BuildFlags {
  readonly outDir: string;
  readonly target: string;
  readonly force: boolean;
  readonly maxSize?: number;
  readonly output?: readonly string[];
}

export const build: CliCommand = {
  name: 'build',
  define(program, { io, action }) {
    const command = program
      .command('build')
      .description('compile the filters in assembly/filters to .wasm')
      .argument('[FILTER...]', 'names of filters; all when none is given')
      .option('--out-dir <DIR>', 'folder of the .wasm files and manifest.json', 'build')
      .addOption(
        new Option('--target <NAME>', 'target of asconfig.json').choices(['release', 'debug']).default('release'),
      )
      .option('--force', 'compile even what is up to date', false)
      .option('--max-size <BYTES>', 'exit 1 when a .wasm file is larger', readBytes)
      .addHelpText('after', examples)
      .action(
        action(async (names: string[], flags: BuildFlags) => {
          const outputs = readOutputs(textOrJson, flags.output);
          const project = openProject(io.cwd, packageRoot);
          const compiler = await findCompiler(project.root, packageRoot);
          const progress = terminalProgress(io);
          const warn = (text: string): void => io.err(`${text}\n`);
          const built = await buildFilters({ ...flags, project, compiler, names, progress, warn });
          await writeOutputs(outputs, (format) => (format === 'json' ? json(built) : describe(built)), io);
          const { maxSize } = flags;
          const large = maxSize === undefined ? [] : built.filter((filter) => filter.size > maxSize);
          for (const { name, size } of large)
            io.err(`portcullis: ${name} has ${size} bytes, expected ${maxSize} at most\n`);
          return large.length === 0 ? exitCodes.ok : exitCodes.findings;
        }),
      );
    addOutputOption(command, textOrJson);
  },
};

function describe(filters: readonly BuiltFilter[]): string {
  const head = ['FILTER', 'BYTES', 'ABI', 'SHA256'];
  const rows = filters.map((filter) => [filter.name, String(filter.size), filter.abi, filter.sha256]);
  const lists = filters.map(
    (filter) =>
      `\n${filter.name}\n  imports: ${filter.imports.join(' ') || 'none'}\n  exports: ${filter.exports.join(' ')}\n`,
  );
  return `${formatTable([head, ...rows])}${lists.join('')}`;
}

function readBytes(text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new InvalidArgumentError(`found "${text}", expected a number of bytes`);
  return Number(text);
}

const examples = `
Examples:
  portcullis build                          every filter of the project in this folder
  portcullis build normalizer               one filter
  portcullis build --max-size 24576         fail in CI when a filter grows beyond 24 KiB
  portcullis build -o json                  for scripts; the same is in build/manifest.json

The same sources give the same bytes on every machine. Envoy >= 1.36 and Istio >= 1.27 load ABI 0.2.1.`;
