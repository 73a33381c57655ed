import { beforeAll, describe, expect, test } from 'vitest';
import { createVm } from '../../../tools/host/index.ts';
import type { Root, Stream, Vm } from '../../../tools/host/index.ts';
import { filterWasm } from '../cases/filter-wasm.ts';
import { configurationOf, subjects } from './subjects.ts';

// Streams that are created long before their headers are judged: an earlier filter waits.

/** Streams that can wait at once while several roots live (assembly/abi/streams.ts). */
const places = 32_768;

describe.each(subjects)('$filter', (subject) => {
  let module: WebAssembly.Module;
  beforeAll(async () => {
    module = await WebAssembly.compile(filterWasm(subject.filter));
  });

  interface Waiting {
    readonly stream: Stream;
    readonly generation: number;
    readonly probe: number;
  }

  const newRoots = async (count: number): Promise<{ vm: Vm; roots: Root[] }> => {
    const vm = await createVm({ module });
    const roots = Array.from({ length: count }, (_, generation) =>
      vm.createRoot({ configuration: configurationOf(subject, generation) }),
    );
    return { vm, roots };
  };
  const wait = (roots: readonly Root[], count: number): Waiting[] =>
    Array.from({ length: count }, (_, index) => {
      const generation = index % roots.length;
      const probe = Math.floor(index / roots.length) % 2;
      const stream = subject.open(roots[generation]!, generation, probe);
      stream.create();
      return { stream, generation, probe };
    });
  /** Judges all of them and tells how many were answered by their own configuration, refused with 503, or neither. */
  const judge = (waiting: readonly Waiting[]): { own: number; refused: number; other: number } => {
    const result = { own: 0, refused: 0, other: 0 };
    for (const { stream, generation, probe } of waiting) {
      stream.requestHeaders(true);
      if (stream.localReply?.details === 'portcullis_not_configured' && stream.localReply.status === 503)
        result.refused++;
      else if (subject.isAnsweredBy(stream, generation, probe)) result.own++;
      else result.other++;
      stream.finish();
    }
    return result;
  };

  test('30,000 waiting streams of two roots are each judged by their own', async () => {
    const { vm, roots } = await newRoots(2);
    expect(judge(wait(roots, 30_000))).toEqual({ own: 30_000, refused: 0, other: 0 });
    expect(vm.failed).toBeUndefined();
  });

  test('judged backwards, too', async () => {
    const { roots } = await newRoots(3);
    expect(judge(wait(roots, 30_000).toReversed())).toEqual({ own: 30_000, refused: 0, other: 0 });
  });

  test('of 40,000 waiting streams of two roots those without a place are refused, none is judged by the other', async () => {
    const { vm, roots } = await newRoots(2);
    expect(judge(wait(roots, 40_000))).toEqual({ own: places, refused: 40_000 - places, other: 0 });
    // All places are free again.
    expect(judge(wait(roots, 20_000))).toEqual({ own: 20_000, refused: 0, other: 0 });
    expect(vm.failed).toBeUndefined();
  });

  test('40,000 waiting streams of the only root are all judged by it', async () => {
    const { roots } = await newRoots(1);
    expect(judge(wait(roots, 40_000))).toEqual({ own: 40_000, refused: 0, other: 0 });
  });

  test('an update while 40,000 wait: all are judged by the configuration of before', async () => {
    const { vm, roots } = await newRoots(1);
    const waiting = wait(roots, 40_000);
    const next = vm.createRoot({ configuration: configurationOf(subject, 1) });
    // Streams of both, from after the update, between them.
    const later = wait([...roots, next], 20_000);
    roots[0]!.delete();
    expect(judge(later)).toEqual({ own: 20_000, refused: 0, other: 0 });
    expect(judge(waiting)).toEqual({ own: 40_000, refused: 0, other: 0 });
  });

  test('streams of before an update are refused once others of after it found no place', async () => {
    const { vm, roots } = await newRoots(1);
    const waiting = wait(roots, 100);
    const next = vm.createRoot({ configuration: configurationOf(subject, 1) });
    expect(judge(wait([...roots, next], 40_000))).toEqual({ own: places, refused: 40_000 - places, other: 0 });
    expect(judge(waiting)).toEqual({ own: 0, refused: 100, other: 0 });
  });

  test('streams that were reset before their headers came give their places back', async () => {
    const { roots } = await newRoots(2);
    for (let round = 0; round < 4; round++) {
      for (const { stream } of wait(roots, 25_000)) stream.destroy();
    }
    expect(judge(wait(roots, 20_000))).toEqual({ own: 20_000, refused: 0, other: 0 });
  });

  test('the memory does not grow with waiting streams', async () => {
    const { vm, roots } = await newRoots(2);
    const size = vm.memory.buffer.byteLength;
    judge(wait(roots, 40_000));
    expect(vm.memory.buffer.byteLength).toBe(size);
  });
});
