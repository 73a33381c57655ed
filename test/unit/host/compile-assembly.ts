import asc from 'assemblyscript/asc';

/** Compiles one AssemblyScript source without runtime; `env.abort` is left out, as Envoy has none. */
export async function compileAssembly(source: string): Promise<Uint8Array<ArrayBuffer>> {
  let binary: Uint8Array | undefined;
  const { error, stderr } = await asc.main(
    [
      'module.ts',
      '--outFile',
      'module.wasm',
      '--runtime',
      'stub',
      '--use',
      'abort=',
      '-O1',
      '--exportStart',
      '_initialize',
    ],
    {
      readFile: (name) => (name === 'module.ts' ? source : null),
      writeFile: (_name, contents) => {
        if (contents instanceof Uint8Array) binary = contents;
      },
      listFiles: () => [],
    },
  );
  if (error !== null || binary === undefined) throw new Error(`asc: ${error?.message ?? ''}\n${stderr.toString()}`);
  return new Uint8Array(binary);
}
