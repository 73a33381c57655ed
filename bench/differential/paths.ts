import fc from 'fast-check';
import { carrierOf } from '../../test/e2e/normalizer/sendable.ts';
import { wireTarget } from '../../test/unit/normalizer/arbitrary-path.ts';
import { bypassTables, collectedPaths } from '../../test/unit/normalizer/collected-paths.ts';

export interface PathSet {
  /** Starts anew at each call, always with the same paths; so no version's run holds more than one chunk. */
  readonly chunks: () => Iterable<readonly string[]>;
  /** How many of the paths are collected ones: those that HTTP/1.1 can carry. */
  readonly collected: number;
}

const chunkSize = 2_000;

/**
 * Distinct paths: what other projects collected first, then generated ones. Each round of the generator has its own seed, made
 * from the one given, so that a run can be repeated.
 */
export function distinctPaths({ paths, seed }: { readonly paths: number; readonly seed: number }): PathSet {
  const collected = [...new Set(collectedPaths([...bypassTables, 'istio-path-normalization']))]
    .filter((path) => carrierOf(path) === 'h1')
    .slice(0, paths);
  return {
    collected: collected.length,
    *chunks() {
      const seen = new Set(collected);
      let chunk = [...collected];
      for (let round = 0; seen.size < paths; round++) {
        for (const path of fc.sample(wireTarget(), { seed: seed + round, numRuns: chunkSize })) {
          if (seen.has(path) || seen.size === paths) continue;
          seen.add(path);
          chunk.push(path);
        }
        if (chunk.length < chunkSize) continue;
        yield chunk;
        chunk = [];
      }
      if (chunk.length > 0) yield chunk;
    },
  };
}
