import { join } from 'node:path';
import type { Peer } from '../../speed/peer.ts';

const flags = ['--target=wasm32', '-nostdlib', '-ffreestanding', '-O3', '-Wl,--no-entry', '-Wl,--strip-all'];

/** By hand on the raw ABI, with the same exports as the normalizer. */
export const c: Peer = peer('c', 'C by hand, scalar', 'lower-case', []);

/** The same with SIMD. */
export const cSimd: Peer = peer('c-simd', 'C by hand, SIMD', 'lower-case', ['-msimd128']);

/** With SIMD and one counter of what was rewritten: the normalizer counts by contract. */
export const cSimdCounter: Peer = peer('c-simd-counter', 'C by hand, SIMD, and a counter', 'lower-case', [
  '-msimd128',
  '-DCOUNTER',
]);

/** By hand on the raw ABI, with the same exports as the guard. */
export const cGuard: Peer = peer('c-guard', 'C by hand', 'sni-guard', []);

function peer(id: string, title: string, source: string, more: readonly string[]): Peer {
  return {
    id,
    title,
    needs: 'clang and lld (wasm-ld)',
    build: (file, { sources, run }) =>
      run('clang', [...flags, '-Wl,-z,stack-size=4096', ...more, join(sources, `${source}.c`), '-o', file]),
  };
}
