import { steps as catalog, type Step, type StepId } from '../../tools/catalog/steps.ts';
import { stepModule, type StepModule } from '../../test/unit/cases/step-module.ts';
import { models } from '../../test/unit/normalizer/model/steps.ts';
import { pathMixer } from './path-mixer.ts';
import { pathSeeds } from './path-seeds.ts';
import { bytesField, bytesOf, checkKeys } from './row-bytes.ts';
import { shrink } from './shrink.ts';
import { isStableStep } from './stable-steps.ts';
import type { Counts, Finding, Session, Target } from './target.ts';

const rows: readonly Step[] = catalog;
/** Paths that a step gets before another one is chosen. */
const runOfStep = 50;
const unchanged = -1;
const refused = -2;
/** Stands behind the bytes that a step may write. */
const guardByte = 0xa5;
const guardSize = 16;
/** Definitions take time that grows with the square of some paths. */
const longestModelled = 4_096;

/** Each step of the catalogue alone, without a host around it. */
export const steps: Target = {
  name: 'steps',
  what: 'one step on one path part, and what the scan sees in it',
  share: 17,
  open: openSteps,
};

async function openSteps(closer: number): Promise<Session> {
  const mixer = pathMixer(pathSeeds());
  const counts: Counts = { unchanged: 0, changed: 0, refused: 0, 'screened out': 0, modelled: 0 };
  let module: StepModule | undefined;
  return {
    counts,
    async batch(random, executions, found) {
      module ??= await stepModule();
      let step = rows[0]!;
      let option = 1;
      for (let ran = 0; ran < executions; ran++) {
        if (ran % runOfStep === 0) {
          step = random.of(rows);
          option = optionOf(step, random.next(), random.once(4));
        }
        const text = mixer.next(random);
        const path = text.includes('?') ? text.replaceAll('?', '/') : text;
        const fault = judge(module, step, option, path, ran % closer === 0, counts);
        if (fault === undefined) continue;
        module = undefined;
        found(await finding(step, option, path, fault));
        return ran + 1;
      }
      return executions;
    },
    async replay(row) {
      checkKeys(row, ['step', 'option', 'in']);
      const step = rows.find(({ id }) => id === row['step']);
      const option = row['option'];
      if (step === undefined || typeof option !== 'number') throw new Error(`no step in ${JSON.stringify(row)}`);
      return judge(await stepModule(), step, option, bytesOf(row, 'in'), true, { ...counts });
    },
  };
}

function optionOf({ option }: Step, chosen: number, extreme: boolean): number {
  if (option === undefined) return 1;
  return extreme ? option.max : option.min + (chosen % Math.min(60, option.max - option.min + 1));
}

/** One execution; the fault, or undefined. */
function judge(
  module: StepModule,
  row: Step,
  option: number,
  path: string,
  closer: boolean,
  counts: Counts,
): string | undefined {
  const wasm = module.exports;
  if (path.length > wasm.longest()) return undefined;
  const id = row.id as StepId;
  const number = rows.indexOf(row);
  const memory = Buffer.from(wasm.memory.buffer);
  const input = wasm.input();
  const output = wasm.output();
  memory.write(path, input, 'latin1');
  const most = 3 * path.length + 18;
  const guarded = output + most;
  const guardEnd = Math.min(guarded + guardSize, output + 3 * wasm.longest() + 32);
  memory.fill(guardByte, guarded, guardEnd);
  let answer: number;
  let screened: boolean;
  try {
    screened = (wasm.seen(path.length) & wasm.triggers(number)) === 0;
    if (wasm.seenSize() !== path.length) return `the scan stopped after ${wasm.seenSize()} bytes`;
    answer = wasm.step(number, path.length, option);
  } catch (error) {
    return `a trap: ${String(error)}`;
  }
  if (memory.length === 0) return 'the memory grew';
  for (let at = guarded; at < guardEnd; at++) if (memory[at] !== guardByte) return `wrote more than ${most} bytes`;
  if (screened) {
    counts['screened out']!++;
    if (answer !== unchanged) return 'acted on a path in which the scan saw none of its triggers';
  }
  if (answer === unchanged) counts['unchanged']!++;
  else if (answer === refused) counts['refused']!++;
  else if (answer < 0 || answer > most) return `answered ${answer} for ${path.length} bytes`;
  else counts['changed']!++;
  if (answer >= 0) {
    if (row.kind === 'check') return 'a check changed the path';
    if (answer === path.length && memory.compare(memory, input, input + answer, output, output + answer) === 0) {
      return 'answered that it changed what it did not change';
    }
  }
  if (!closer) return undefined;
  if (memory.toString('latin1', input, input + path.length) !== path) return 'wrote to its input';
  const value =
    answer === refused ? null : answer === unchanged ? path : memory.toString('latin1', output, output + answer);
  if (path.length <= longestModelled) {
    counts['modelled']!++;
    const wanted = models[id](path, option);
    if (value !== wanted) return `gave ${JSON.stringify(value)}, defined is ${JSON.stringify(wanted)}`;
  }
  if (answer < 0 || !isStableStep(id) || answer > wasm.longest()) return undefined;
  memory.copyWithin(input, output, output + answer);
  return wasm.step(number, answer, option) === unchanged ? undefined : 'a second run changes more';
}

async function finding(step: Step, option: number, path: string, fault: string): Promise<Finding> {
  const counts: Counts = {};
  const again = async (shorter: string): Promise<string | undefined> =>
    judge(await stepModule(), step, option, shorter, true, counts);
  const still = async (shorter: string): Promise<boolean> => (await again(shorter)) !== undefined;
  const input = (await still(path)) ? await shrink(path, still) : path;
  return { fault: (await again(input)) ?? fault, row: { step: step.id, option, ...bytesField('in', input) } };
}
