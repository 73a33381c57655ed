import type { Root, Stream } from '../../../tools/host/index.ts';
import { jsonBytes } from '../cases/case-row.ts';
import { openStream } from '../guard/guard.ts';

/** A filter with configurations that can be told apart by their answers. */
export interface Subject {
  readonly filter: 'misdirected-guard' | 'normalizer';
  /** Configuration `generation`, with about `bulk` bytes that change nothing. */
  configuration(generation: number, bulk?: number): unknown;
  /** A stream of `root` that only configuration `generation` answers as `isAnsweredBy` says; `probe` tells apart two questions. */
  open(root: Root, generation: number, probe: number): Stream;
  isAnsweredBy(stream: Stream, generation: number, probe: number): boolean;
}

/** Configurations that differ; generation n + period is as generation n. */
const period = 16;
const host = (generation: number): string => `g${generation % period}.example.com`;
const generations = Array.from({ length: period }, (_, index) => index);

const guard: Subject = {
  filter: 'misdirected-guard',
  configuration(generation, bulk = 0) {
    const filler = Array.from({ length: bulk / 32 }, (_, index) => `filler-${index}-of-many.example.org`);
    const others = generations.filter((other) => other !== generation % period).map(host);
    return { listeners: [{ hosts: ['sni.example.com', host(generation)] }, { hosts: [...others, ...filler] }] };
  },
  open(root, generation, probe) {
    return openStream(root, { sni: 'sni.example.com', host: host(generation + (probe % 2)) });
  },
  isAnsweredBy: ({ localReply }, _, probe) => localReply?.status === (probe % 2 === 0 ? undefined : 421),
};

const normalizer: Subject = {
  filter: 'normalizer',
  configuration: (generation, bulk = 0) => ({
    path: { steps: Array.from({ length: 1 + (Math.floor(bulk / 32) % 60) }, () => 'nul') },
    rejectStatus: 400 + (generation % period),
  }),
  open: (root) =>
    root.createStream({
      headers: [
        [':method', 'GET'],
        [':path', '/%00'],
        [':authority', 'a'],
      ],
    }),
  isAnsweredBy: ({ localReply }, generation) => localReply?.status === 400 + (generation % period),
};

export const subjects: readonly Subject[] = [guard, normalizer];

/** The configuration's bytes. */
export function configurationOf(subject: Subject, generation: number, bulk?: number): Uint8Array {
  return Buffer.from(jsonBytes(subject.configuration(generation, bulk)), 'latin1');
}

/** Whether `root` answers as `generation` does. */
export function answersAs(subject: Subject, root: Root, generation: number): boolean {
  return [0, 1].every((probe) => {
    const stream = subject.open(root, generation, probe);
    stream.requestHeaders(true);
    stream.finish();
    return subject.isAnsweredBy(stream, generation, probe);
  });
}
