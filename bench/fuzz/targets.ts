import { configurations, guardConfigurations } from './configurations.ts';
import { hosts } from './hosts.ts';
import { paths } from './paths.ts';
import { rules } from './rules.ts';
import { steps } from './steps.ts';
import type { Target } from './target.ts';

/** Everything that `npm run fuzz` can run: a new target is a file and a row. */
export const targets: readonly Target[] = [paths, rules, steps, hosts, configurations, guardConfigurations];
