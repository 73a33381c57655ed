import { Option } from 'commander';
import { exitCodes } from '../../catalog/exit-codes.ts';
import type { CliCommand } from '../command.ts';
import { checks } from '../doctor/checks.ts';
import { formatTable } from '../table.ts';

export const doctor: CliCommand = {
  name: 'doctor',
  define(program, { io, action }) {
    program
      .command('doctor')
      .description('tell what is installed, what is missing, and what each is for')
      .addOption(new Option('-o, --output <FORMAT>', 'output format').choices(['text', 'json']).default('text'))
      .addHelpText('after', examples)
      .action(
        action(async (flags: { readonly output: 'text' | 'json' }) => {
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
          const table = rows.map((row) => [mark(row), row.name, row.neededFor, row.detail]);
          io.out(
            flags.output === 'json'
              ? `${JSON.stringify(rows, null, 2)}\n`
              : formatTable([['', 'WHAT', 'NEEDED FOR', 'FOUND'], ...table]),
          );
          return rows.every((row) => row.found || !row.required) ? exitCodes.ok : exitCodes.surroundings;
        }),
      );
  },
};

const examples = `
Examples:
  portcullis doctor             exit 3 when something marked MISSING keeps the main job from running
  portcullis doctor -o json     for scripts`;
