import { copyFileSync, cpSync } from 'node:fs';
import { join } from 'node:path';
import type { Peer } from '../../speed/peer.ts';

/** The Rust SDK (crate proxy-wasm). */
export const rust: Peer = peer('rust', 'lower-case');

/** The same for the guard's job. */
export const rustGuard: Peer = peer('rust-guard', 'sni-guard');

function peer(id: string, crate: string): Peer {
  return {
    id,
    title: 'Rust SDK (proxy-wasm)',
    needs: 'cargo, and: rustup target add wasm32-wasip1',
    async build(file, { sources, scratch, run }) {
      // Cargo writes a lock file beside the manifest; not into the sources.
      cpSync(sources, scratch, { recursive: true });
      const manifest = join(scratch, 'Cargo.toml');
      const target = 'wasm32-wasip1';
      const options = ['--quiet', '--release', '--target', target, '--manifest-path', manifest, '--package', crate];
      await run('cargo', ['build', ...options], { env: { CARGO_TARGET_DIR: join(scratch, 'target') } });
      copyFileSync(join(scratch, 'target', target, 'release', `${crate.replace('-', '_')}.wasm`), file);
    },
  };
}
