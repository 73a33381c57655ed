import { beforeAll, describe, expect, test } from 'vitest';
import { createVm } from '../../../tools/host/index.ts';
import type { Root, Vm } from '../../../tools/host/index.ts';
import { filterWasm } from '../cases/filter-wasm.ts';
import { answersAs, configurationOf, subjects } from './subjects.ts';

const MiB = 1_048_576;
/** Updates after which the holes between blocks have found their sizes. */
const warmUp = 6_000;

describe.each(subjects)('$filter', (subject) => {
  let module: WebAssembly.Module;
  beforeAll(async () => {
    module = await WebAssembly.compile(filterWasm(subject.filter));
  });
  const newVm = (): Promise<Vm> => createVm({ module });
  const rootOf = (vm: Vm, generation: number, bulk?: number): Root =>
    vm.createRoot({ configuration: configurationOf(subject, generation, bulk) });

  test('answers for each of several instances in one VM by its own configuration', async () => {
    const vm = await newVm();
    const roots = Array.from({ length: 12 }, (_, generation) => rootOf(vm, generation, generation * 1_000));
    for (let round = 0; round < 3; round++) {
      roots.forEach((root, generation) => expect(answersAs(subject, root, generation)).toBe(true));
    }
    expect(answersAs(subject, roots[1]!, 2)).toBe(false);
    expect(vm.failed).toBeUndefined();
  });

  test('answers for 200 live instances, more than its cache has slots', async () => {
    const vm = await newVm();
    const roots = Array.from({ length: 200 }, (_, generation) => rootOf(vm, generation));
    // Neighbours of the cache follow each other.
    for (let at = 0; at < 64; at++) {
      for (let index = at; index < 200; index += 64) {
        expect(answersAs(subject, roots[index]!, index)).toBe(true);
      }
    }
  });

  test('takes a new configuration for the same root', async () => {
    const vm = await newVm();
    const [root, other] = [rootOf(vm, 1), rootOf(vm, 2)];
    expect(root.configure(configurationOf(subject, 3, 4_000))).toBe(true);
    expect(answersAs(subject, root, 3)).toBe(true);
    expect(root.configure(configurationOf(subject, 4))).toBe(true);
    expect(answersAs(subject, root, 4)).toBe(true);
    expect(answersAs(subject, other, 2)).toBe(true);
  });

  test('keeps the old root working when the configuration of a new one is wrong', async () => {
    const vm = await newVm();
    const old = rootOf(vm, 1, 2_000);
    for (const text of ['{', '{"unknown":1}', '[]']) {
      const failed = vm.createRoot({ configuration: text });
      expect(failed.configured).toBe(false);
      expect(answersAs(subject, old, 1)).toBe(true);
      failed.delete();
    }
    expect(answersAs(subject, rootOf(vm, 2), 2)).toBe(true);
    expect(answersAs(subject, old, 1)).toBe(true);
  });

  test('gives back the memory of roots that are gone, and of none that lives', { timeout: 60_000 }, async () => {
    const vm = await newVm();
    const kept = [0, 1, 2].map((generation) => rootOf(vm, generation, 60_000));
    const first = rootOf(vm, 3, 100_000);
    const size = vm.memory.buffer.byteLength;
    let last = first;
    for (let generation = 4; generation < 104; generation++) {
      const next = rootOf(vm, generation, 100_000);
      last.delete();
      last = next;
    }
    expect(answersAs(subject, last, 103)).toBe(true);
    kept.forEach((root, generation) => expect(answersAs(subject, root, generation)).toBe(true));
    // An update needs room beside what it replaces, once.
    expect(vm.memory.buffer.byteLength).toBeLessThanOrEqual(size + MiB);
  });

  test.each([
    ['with every old root gone', 0],
    ['with the last three old roots alive', 3],
    ['with the last forty old roots alive', 40],
  ])('10,000 updates leave the memory flat, %s', { timeout: 120_000 }, async (_, alive) => {
    const vm = await newVm();
    const roots: { root: Root; generation: number }[] = [];
    let size = 0;
    for (let generation = 0; generation < warmUp + 10_000; generation++) {
      // Blocks of many sizes: holes are cut up and joined again.
      const root = rootOf(vm, generation, 32 * ((generation * 7) % 61));
      if (!root.configured) throw new Error(vm.logs.at(-1)?.message ?? vm.failed);
      roots.push({ root, generation });
      if (roots.length > alive + 1) roots.shift()!.root.delete();
      if (generation % 97 === 0) {
        for (const item of roots) expect(answersAs(subject, item.root, item.generation)).toBe(true);
      }
      if (generation === warmUp) size = vm.memory.buffer.byteLength;
    }
    expect(vm.memory.buffer.byteLength).toBe(size);
    expect(vm.failed).toBeUndefined();
  });

  test(
    'configurations that grow a little with every update fit where the smaller ones were',
    { timeout: 60_000 },
    async () => {
      const vm = await newVm();
      const kept = rootOf(vm, 0);
      const start = vm.memory.buffer.byteLength;
      let last: Root | undefined;
      for (let generation = 1; generation <= 2_000; generation++) {
        const root = rootOf(vm, generation, 32 * generation);
        if (!root.configured) throw new Error(vm.logs.at(-1)?.message ?? vm.failed);
        last?.delete();
        last = root;
      }
      expect(answersAs(subject, last!, 2_000)).toBe(true);
      expect(answersAs(subject, kept, 0)).toBe(true);
      // The last one holds 64,000 bytes of names; all of them together would be 64 MB.
      expect(vm.memory.buffer.byteLength - start).toBeLessThan(2 * MiB);
    },
  );

  test('roots may go in any order, with streams of theirs still waiting', async () => {
    const vm = await newVm();
    const roots = Array.from({ length: 8 }, (_, generation) => rootOf(vm, generation, 500 * generation));
    const waiting = roots.map((root, generation) => {
      const stream = subject.open(root, generation, 0);
      stream.create();
      return stream;
    });
    for (const index of [3, 0, 7, 5]) roots[index]!.delete();
    for (let generation = 8; generation < 14; generation++) rootOf(vm, generation, 300);
    waiting.forEach((stream, generation) => {
      stream.requestHeaders(true);
      expect(subject.isAnsweredBy(stream, generation, 0)).toBe(true);
      stream.finish();
    });
    rootOf(vm, 14);
    for (const index of [1, 2, 4, 6]) expect(answersAs(subject, roots[index]!, index)).toBe(true);
  });
});
