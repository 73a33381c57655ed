import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { surroundingsFailure, userFailure } from '../model/failure.ts';

export interface CompileOptions {
  /** Root of the project; the compiler takes every path from here, so that the bytes do not depend on where it lies. */
  readonly root: string;
  /** Entry file, relative to the root, with slashes. */
  readonly entry: string;
  /** The .wasm file, relative to the root. */
  readonly outFile: string;
  /** asconfig.json, relative to the root or absolute. */
  readonly config: string;
  /** `release` or `debug`, a target of the asconfig. */
  readonly target: string;
}

export interface Compiler {
  /** `assemblyscript 0.28.14` */
  readonly name: string;
  /**
   * Compiles one filter to `outFile`. Resolves with the compiler's warnings.
   *
   * @throws userFailure with the compiler's own messages.
   */
  compile(options: CompileOptions): Promise<string>;
}

interface Asc {
  readonly main: (
    args: readonly string[],
    options: { stdout: { write(text: string): void }; stderr: { write(text: string): void } },
  ) => Promise<{ error: Error | null }>;
}

/**
 * The AssemblyScript compiler of the project at `root`, else the one beside us.
 *
 * @throws surroundingsFailure when there is none: it is an optional dependency, only `build` needs it.
 */
export async function findCompiler(root: string, ownRoot: string): Promise<Compiler> {
  for (const folder of [root, ownRoot]) {
    const resolve = createRequire(join(folder, 'package.json')).resolve;
    let path: string;
    try {
      path = resolve('assemblyscript/package.json');
    } catch {
      continue;
    }
    const { version } = JSON.parse(await readFile(path, 'utf8')) as { version: string };
    const asc = (await import(pathToFileURL(join(dirname(path), 'dist', 'asc.js')).href)) as Asc;
    return { name: `assemblyscript ${version}`, compile: async (options) => runAsc(asc, options) };
  }
  throw surroundingsFailure({
    what: 'found no AssemblyScript compiler',
    where: root,
    hint: 'npm install --save-dev --save-exact assemblyscript@0.28.14',
  });
}

async function runAsc(asc: Asc, options: CompileOptions): Promise<string> {
  let messages = '';
  const write = (text: string): void => void (messages += text);
  const args = [options.entry, '--baseDir', options.root, '--config', options.config, '--target', options.target];
  const stream = { write };
  const { error } = await asc.main([...args, '--outFile', options.outFile], { stdout: stream, stderr: stream });
  if (error !== null) {
    throw userFailure({ what: `it does not compile:\n${messages.trim() || error.message}`, where: options.entry });
  }
  return messages.trim();
}
