import { join } from 'node:path';
import type { Peer } from '../../speed/peer.ts';

const flags = ['--target=wasm32', '-nostdlib', '-ffreestanding', '-O3', '-Wl,--no-entry', '-Wl,--strip-all'];

/** By hand on the raw ABI, with the same exports as the normalizer. */
export const c: Peer = peer('c', 'C by hand, scalar', []);

/** The same with SIMD. */
export const cSimd: Peer = peer('c-simd', 'C by hand, SIMD', ['-msimd128']);

function peer(id: string, title: string, more: readonly string[]): Peer {
  return {
    id,
    title,
    needs: 'clang and lld (wasm-ld)',
    build: (file, { sources, run }) =>
      run('clang', [...flags, '-Wl,-z,stack-size=4096', ...more, join(sources, 'lower-case.c'), '-o', file]),
  };
}
