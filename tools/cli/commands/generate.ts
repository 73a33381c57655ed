import type { Command } from 'commander';
import { exitCodes, type ExitCode } from '../../catalog/exit-codes.ts';
import { targets } from '../../generate/index.ts';
import { readSettings } from '../../generate/setting.ts';
import type { GenerateInput, Generated, Target } from '../../generate/target.ts';
import { userFailure } from '../../model/failure.ts';
import type { Io } from '../../model/io.ts';
import { writeYaml } from '../../yaml/write.ts';
import type { CliCommand } from '../command.ts';
import { addOutputOption, json, readOutputs, writeOutputs } from '../options/output.ts';
import { loadBuildManifest } from './generate/build-manifest.ts';
import { checkFile } from './generate/check-file.ts';
import { checkPlugins } from './generate/check-plugins.ts';
import { readResources } from './generate/input.ts';
import { addSettings, givenBy, type Flags } from './generate/settings.ts';

/** `portcullis generate TARGET`: one subcommand for each row of the table of targets. */
export const generate: CliCommand = {
  name: 'generate',
  define(program, context) {
    const command = program
      .command('generate')
      .description('writes manifests that deploy the filters, and the 421 of the best-practices page')
      .addHelpText('after', () => examplesText(Object.values(targets).flatMap(({ examples }) => examples.slice(0, 1))));
    for (const target of Object.values<Target>(targets)) {
      const sub = command.command(target.id).description(target.summary);
      addSettings(sub, target.settings);
      if (target.reads !== 'build') addInput(sub);
      if (target.reads !== 'resources')
        sub.option(
          '--build-manifest <FILE>',
          'what portcullis build wrote (default: build/manifest.json of the package)',
        );
      addOutputOption(sub, formats);
      sub.option('--check <FILE>', 'write nothing; exit 1 with a diff unless FILE holds what would be made now');
      sub.addHelpText('after', examplesText(target.examples));
      sub.action(context.action(() => run(target, sub, context.io)));
    }
  },
};

const formats = ['yaml', 'json'] as const;

/** JSON is a `List`, whatever the number, so that a reader need not ask. */
function textOf({ documents, comments }: Generated, format: (typeof formats)[number]): string {
  if (format === 'yaml') return writeYaml(documents, comments);
  return json({ apiVersion: 'v1', kind: 'List', items: documents });
}

function addInput(command: Command): void {
  command.argument('[FILE...]', 'files or directories of manifests');
  command.option('-f, --filename <FILE|DIR|->', 'the same as a flag, repeatable; - is standard input', collect);
}

function collect(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}

async function run(target: Target, command: Command, io: Io): Promise<ExitCode> {
  const flags: Flags = command.opts();
  const outputs = readOutputs(formats, flags.output);
  if (flags.check !== undefined && flags.output !== undefined) {
    throw userFailure({ what: 'found both, expected only one of them', where: '--check, --output' });
  }
  const given = await givenBy(target.settings, flags, io);
  const options = readSettings(target.settings, given);
  const input = await inputOf(target, command, io);
  const generated = target.generate(input, options);
  const configAt = given['pluginConfig']?.at;
  const unchecked = await checkPlugins(generated.plugins ?? [], input.build?.file ?? '', io, configAt);
  const fits = flags.check === undefined || (await checkFile(generated, flags.check, io));
  if (flags.check === undefined) await writeOutputs(outputs, (format) => textOf(generated, format), io);
  for (const { level, text, where } of [...generated.notes, ...unchecked]) {
    io.err(`${where === undefined ? '' : `${where}: `}${level}: ${text}\n`);
  }
  return fits ? exitCode(generated) : exitCodes.findings;
}

async function inputOf(target: Target, command: Command, io: Io): Promise<GenerateInput> {
  const { filename = [], buildManifest }: { filename?: string[]; buildManifest?: string } = command.opts();
  const paths = [...command.args, ...filename];
  if (target.reads === 'resources') return { resources: await readResources(paths, io) };
  const build = await loadBuildManifest(buildManifest, io);
  if (target.reads === 'build' || paths.length === 0) return { build };
  return { build, resources: await readResources(paths, io) };
}

function exitCode({ notes }: Generated): ExitCode {
  return notes.some(({ level }) => level === 'finding') ? exitCodes.findings : exitCodes.ok;
}

function examplesText(examples: readonly string[]): string {
  return `\nExamples:\n${examples.map((example) => `  ${example}\n`).join('')}`;
}
