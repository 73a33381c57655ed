import { exitCodes } from '../../catalog/exit-codes.ts';
import type { CliCommand } from '../command.ts';
import { checks } from '../doctor/checks.ts';
import { addOutputOption, json, readOutputs, textOrJson, writeOutputs } from '../options/output.ts';
import { formatTable } from '../table.ts';

export const doctor: CliCommand = {
  name: 'doctor',
  define(program, { io, action }) {
    const command = program
      .command('doctor')
      .description('tell what is installed, what is missing, and what each is for')
      .addHelpText('after', examples)
      .action(
        action(async (flags: { readonly output?: readonly string[] }) => {
          const outputs = readOutputs(textOrJson, flags.output);
          const rows = await Promise.all(
            checks.map(async ({ name, neededFor, required, look }) => ({
              name,
              neededFor,
              required,
              ...(await look(io)),
            })),
          );
          const mark = (row: (typeof rows)[number]): string => {
            if (row.found) return 'ok';
            return row.required ? 'MISSING' : 'missing';
          };
          const lines = rows.map((row) => [mark(row), row.name, row.neededFor, row.detail]);
          const table = formatTable([['', 'WHAT', 'NEEDED FOR', 'FOUND'], ...lines]);
          await writeOutputs(outputs, (format) => (format === 'json' ? json(rows) : table), io);
          return rows.every((row) => row.found || !row.required) ? exitCodes.ok : exitCodes.surroundings;
        }),
      );
    addOutputOption(command, textOrJson);
  },
};

const examples = `
Examples:
  portcullis doctor             exit 3 when something marked MISSING keeps the main job from running
  portcullis doctor -o json     for scripts`;
