import { join, relative } from 'node:path';
import type { Peer } from '../../speed/peer.ts';

/** The class API of the AssemblyScript SDK, as it is on npm, but for the names that newer compilers changed. */
export const stock: Peer = peer('stock', 'lower-case');

/** The same for the guard's job. */
export const stockGuard: Peer = peer('stock-guard', 'sni-guard');

function peer(id: string, source: string): Peer {
  return {
    id,
    title: 'AssemblyScript SDK (@solo-io/proxy-runtime)',
    needs: 'npm ci',
    async build(file, { sources, root, run }) {
      const entry = relative(root, join(sources, 'assembly', `${source}.ts`));
      const library = join(sources, 'assembly', 'compat');
      const asc = join(root, 'node_modules', 'assemblyscript', 'bin', 'asc.js');
      // The options of our own filters stand in an asconfig.json that the compiler would find.
      const config = join(sources, 'asconfig.json');
      const options = [
        '--baseDir',
        root,
        '--config',
        config,
        '--lib',
        library,
        '--use',
        'abort=abort_proc_exit',
        '-O3',
        '--outFile',
        file,
      ];
      await run(process.execPath, [asc, entry, ...options]);
    },
  };
}
