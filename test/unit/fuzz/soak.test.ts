import { describe, expect, test } from 'vitest';
import { isBadLine } from '../../../bench/soak/bad-lines.ts';
import { statusOf } from '../../../bench/soak/h2-status.ts';
import { bound, faultsOf } from '../../../bench/soak/report.ts';
import type { SoakResult } from '../../../bench/soak/run-soak.ts';
import { countAnswer, newTally } from '../../../bench/soak/tally.ts';

describe('the status of an HTTP/2 header block', () => {
  // RFC 7541: 6.3 table size update, 6.1 indexed, 6.2 literals with name index 8; Huffman forms of appendix C.6 and of Envoy 1.40.
  test.each([
    ['88', 200],
    ['208c', 400],
    ['8e', 500],
    ['0803343231', 421],
    ['4803333037', 307],
    ['4883640eff', 307],
    ['48826402', 302],
    ['08826841', 421],
  ])('%s is %i', (hex, status) => {
    expect(statusOf(Buffer.from(hex, 'hex'))).toBe(status);
  });
  test.each(['82', 'be', '0f', '4883640e00'])('%s holds none', (hex) => {
    expect(() => statusOf(Buffer.from(hex, 'hex'))).toThrow('no status');
  });
});

describe("lines of Envoy's log", () => {
  test.each([
    [
      '[2026-01-01 00:00:00.000][7][error][wasm] [source/x.cc:1] wasm log: Function: x failed: Uncaught RuntimeError: unreachable',
      true,
    ],
    [
      '[2026-01-01 00:00:00.000][7][critical][backtrace] [./source/server/backtrace.h:113] Caught Segmentation fault',
      true,
    ],
    [
      '[2026-01-01 00:00:00.000][7][warning][wasm] [source/x.cc:1] wasm log normalizer: portcullis normalizer: reported',
      false,
    ],
    ['[2026-01-01 00:00:00.000][7][warning][main] [source/server/server.cc:1028] caught ENVOY_SIGTERM', false],
  ])('%s: %s', (line, bad) => {
    expect(isBadLine(line)).toBe(bad);
  });
});

describe('a soak', () => {
  const sample = { requests: 10, seconds: 1, bytes: 100, updates: 0 };
  const good = (): SoakResult => ({
    tally: { ...newTally(0), done: 10, statuses: new Map([[200, 10]]) },
    seconds: 1,
    updates: 1,
    warm: sample,
    end: sample,
    peakBytes: 100,
    vms: { warm: 3, end: 3 },
    badLines: [],
    counters: {},
    died: false,
  });
  test('without a fault has none', () => expect(faultsOf(good(), 10)).toEqual([]));
  test.each<[string, Partial<SoakResult>]>([
    ['Envoy ended by itself', { died: true }],
    ['only 9 of 10 requests were done', { tally: { ...good().tally, done: 9 } }],
    ['1 answers 503', { tally: { ...good().tally, statuses: new Map([[503, 1]]) } }],
    ['the memory grew by 8.0 MiB', { end: { ...sample, bytes: 101 + bound } }],
    ['3 VMs after the warm-up, 4 at the end', { vms: { warm: 3, end: 4 } }],
    ["Envoy's log: x", { badLines: ['x'] }],
  ])('with a fault: %s', (fault, parts) => {
    expect(faultsOf({ ...good(), ...parts }, 10)).toEqual([fault]);
  });
  test('tells of answers that were not the expected ones', () => {
    const tally = newTally(2);
    const request = { path: '/a', host: 'a.example.com', status: 200 };
    countAnswer(tally, request, 200);
    countAnswer(tally, request, 400);
    expect(faultsOf({ ...good(), tally }, 2)).toEqual([
      '1 answers were not the expected ones',
      'found 400, expected 200: a.example.com "/a"',
    ]);
  });
});
