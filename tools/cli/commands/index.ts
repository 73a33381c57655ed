import type { CliCommand } from '../command.ts';
import { build } from './build.ts';

/** Every verb, in the order in which help lists them. Register a new one by adding its row. */
export const commands: readonly CliCommand[] = [build];
