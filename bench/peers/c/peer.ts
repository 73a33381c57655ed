import { join } from 'node:path';
import type { Peer } from '../../speed/peer.ts';

const compile = ['--target=wasm32', '-ffreestanding', '-O3', '-c'];
const link = ['--no-entry', '--strip-all', '-z', 'stack-size=4096'];

/** By hand on the raw ABI, with the same exports as the normalizer. */
export const c: Peer = peer('c', 'C by hand, scalar', 'lower-case', []);

/** The same with SIMD. */
export const cSimd: Peer = peer('c-simd', 'C by hand, SIMD', 'lower-case', ['-msimd128']);

/** With SIMD and one counter of what was rewritten: the normalizer counts by contract. */
export const cSimdCounter: Peer = peer('c-simd-counter', 'C by hand, SIMD, and a counter', 'lower-case', [
  '-msimd128',
  '-DCOUNTER',
]);

/** No job at all, but the calls of the one above: what the ABI costs any module that reads, writes and counts. */
export const cLeast: Peer = peer('c-least', 'C by hand, the calls alone', 'least', ['-DCOUNTER']);

/** By hand on the raw ABI, with the same exports as the guard. */
export const cGuard: Peer = peer('c-guard', 'C by hand', 'sni-guard', []);

function peer(id: string, title: string, source: string, more: readonly string[]): Peer {
  return {
    id,
    title,
    needs: 'clang and lld (wasm-ld)',
    async build(file, { sources, scratch, run }) {
      const object = `${scratch}.o`;
      await run('clang', [...compile, ...more, join(sources, `${source}.c`), '-o', object]);
      // Not through clang: it would run the wasm-opt that it finds, and npm puts one on the PATH.
      await run('wasm-ld', [...link, object, '-o', file]);
    },
  };
}
