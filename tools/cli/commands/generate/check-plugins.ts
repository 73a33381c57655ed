import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Note, Plugin } from '../../../generate/target.ts';
import { createVm } from '../../../host/index.ts';
import { userFailure } from '../../../model/failure.ts';
import type { Io } from '../../../model/io.ts';

/**
 * Lets the compiled filters beside the build manifest read the configurations that were generated: one that a filter
 * refuses would, with FAIL_CLOSE, deny every request of the gateway. Gives a note where there is no module.
 */
export async function checkPlugins(plugins: readonly Plugin[], manifestFile: string, io: Io): Promise<Note[]> {
  const notes: Note[] = [];
  for (const { filter, name, configuration } of plugins) {
    const file = join(dirname(manifestFile), `${filter.name}.wasm`);
    const module = await readModule(resolve(io.cwd, file));
    if (module === undefined) {
      notes.push({ level: 'note', text: `configuration of ${name} not checked: ${file} is missing` });
      continue;
    }
    if (createHash('sha256').update(module).digest('hex') !== filter.sha256) {
      const what = 'found another module than the build manifest names, expected the built one';
      throw userFailure({ what, where: file, hint: 'portcullis build' });
    }
    const vm = await createVm({ module });
    if (vm.createRoot({ name, rootId: name, configuration }).configured) continue;
    const reason = vm.logs.map(({ message }) => message).join('; ');
    throw userFailure({ what: `the filter refuses it: ${reason}`, where: `configuration of ${name}` });
  }
  return notes;
}

async function readModule(file: string): Promise<Buffer<ArrayBuffer> | undefined> {
  try {
    return await readFile(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
