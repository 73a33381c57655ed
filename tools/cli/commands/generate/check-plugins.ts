import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Note, Plugin } from '../../../generate/target.ts';
import { createVm } from '../../../host/index.ts';
import { type Failure, userFailure } from '../../../model/failure.ts';
import type { Io } from '../../../model/io.ts';
import type { YamlDocument } from '../../../yaml/read.ts';

/**
 * Lets the compiled filters beside the build manifest read the configurations that were generated: one that a filter
 * refuses would, with FAIL_CLOSE, deny every request of the gateway. Gives a note where there is no module.
 *
 * @param at Where a place in the configuration stands in what the user gave.
 */
export async function checkPlugins(
  plugins: readonly Plugin[],
  manifestFile: string,
  io: Io,
  at?: YamlDocument['at'],
): Promise<Note[]> {
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
    throw refusal(reason, name, at);
  }
  return notes;
}

/** Such as `portcullis normalizer: $.path.steps[1] (byte 47): found …`. The byte is one of the compact JSON that the filter gets. */
const reasonWithPlace = /^portcullis [a-z-]+: (\$\S*) \(byte \d+\): (.*)$/s;

function refusal(reason: string, name: string, at: YamlDocument['at'] | undefined): Failure {
  const [, place = '', words = ''] = reasonWithPlace.exec(reason) ?? [];
  if (place === '' || at === undefined) {
    return userFailure({ what: `the filter refuses it: ${reason}`, where: `configuration of ${name}` });
  }
  const path = [...place.matchAll(/\.([^.[]+)|\[(\d+)\]/g)].map(([, key, index]) => key ?? Number(index));
  const part = words.startsWith(`found ${JSON.stringify(path.at(-1))},`) ? 'key' : 'value';
  return userFailure({ what: `${place}: the filter refuses it: ${words}`, where: at(path, part) });
}

async function readModule(file: string): Promise<Buffer<ArrayBuffer> | undefined> {
  try {
    return await readFile(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
