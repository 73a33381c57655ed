import type { CliCommand } from '../command.ts';
import { build } from './build.ts';
import { demo } from './demo.ts';
import { doctor } from './doctor.ts';
import { generate } from './generate.ts';

/** Every verb, in the order in which help lists them. Register a new one by adding its row. */
export const commands: readonly CliCommand[] = [build, demo, generate, doctor];
