import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';
import { steps, triggers, type StepId } from '../../../tools/catalog/steps.ts';

/** What step-module.as exports. */
interface Exports {
  readonly memory: WebAssembly.Memory;
  input(): number;
  output(): number;
  stepCount(): number;
  longest(): number;
  step(id: number, size: number, option: number): number;
  seen(size: number): number;
  seenSize(): number;
  screen(mask: number): void;
  triggers(id: number): number;
  stage(number: number, id: number, action: number, option: number): void;
  pipeline(count: number, size: number): number;
  resultAt(): number;
  resultLength(): number;
  deciding(): number;
  reported(): number;
}

export interface Stage {
  readonly step: StepId;
  /** 0 rewrite, 1 reject, 2 redirect, 3 report. */
  readonly action: number;
  readonly option: number;
}

export interface StepModule {
  readonly exports: Exports;
  /** One step on a path part, whatever the scan sees: the value after it, or null when it is refused. */
  runStep(step: StepId, path: string, option: number): string | null;
  /** What the filter's scan sees of these triggers in a target, and how many bytes it takes for the path part. `behind` follows in memory. */
  scan(path: string, behind: string, mask: number): { seen: number; size: number };
  /** Stages on a path part as the filter runs them, with what the scan lets it skip. `outcome` 0 clean, 1 rewritten, 2 rejected, 3 redirected. */
  runPipeline(
    stages: readonly Stage[],
    path: string,
  ): { outcome: number; value: string; deciding: StepId; reports: number };
}

const root = fileURLToPath(new URL('../../../', import.meta.url));
const entry = 'test/unit/cases/step-module.ts';
const numberOf = (step: StepId): number => steps.findIndex(({ id }) => id === step);

/** The bits of all triggers together. */
export const allTriggers = Object.values(triggers).reduce((bits: number, bit) => bits | bit, 0);

let compiled: Promise<WebAssembly.Module> | undefined;

/** assembly/path, compiled with test/unit/cases/step-module.as around it. */
export async function stepModule(): Promise<StepModule> {
  compiled ??= compile();
  const instance = await WebAssembly.instantiate(await compiled, {});
  const wasm = instance.exports as unknown as Exports;
  wasm.screen(allTriggers);
  const write = (path: string): void => {
    new Uint8Array(wasm.memory.buffer).set(Buffer.from(path, 'latin1'), wasm.input());
  };
  const read = (at: number, size: number): string => Buffer.from(wasm.memory.buffer, at, size).toString('latin1');
  return {
    exports: wasm,
    runStep(step, path, option) {
      write(path);
      const answer = wasm.step(numberOf(step), path.length, option);
      if (answer === -2) return null;
      return answer === -1 ? path : read(wasm.output(), answer);
    },
    scan(path, behind, mask) {
      write(path + behind);
      wasm.screen(mask);
      const seen = wasm.seen(path.length) & mask;
      wasm.screen(allTriggers);
      return { seen, size: wasm.seenSize() };
    },
    runPipeline(stages, path) {
      stages.forEach(({ step, action, option }, number) => wasm.stage(number, numberOf(step), action, option));
      write(path);
      const outcome = wasm.pipeline(stages.length, path.length);
      const value = outcome === 2 ? '' : read(wasm.resultAt(), wasm.resultLength());
      return { outcome, value, deciding: steps[wasm.deciding()]!.id, reports: wasm.reported() };
    },
  };
}

async function compile(): Promise<WebAssembly.Module> {
  let binary: Uint8Array | undefined;
  const { error, stderr } = await asc.main(
    [entry, '--outFile', 'module.wasm', '--runtime', 'stub', '--noAssert', '--enable', 'simd', '-O1'],
    {
      readFile(name) {
        try {
          return readFileSync(`${root}${name === entry ? entry.replace('.ts', '.as') : name}`, 'utf8');
        } catch {
          return null;
        }
      },
      writeFile: (_name, contents) => {
        if (contents instanceof Uint8Array) binary = contents;
      },
      listFiles: () => [],
    },
  );
  if (error !== null || binary === undefined) throw new Error(`asc: ${error?.message ?? ''}\n${stderr.toString()}`);
  return WebAssembly.compile(new Uint8Array(binary));
}
