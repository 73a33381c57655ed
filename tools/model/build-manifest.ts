/** What `portcullis build` writes to build/manifest.json, and `generate` reads for digest and size. */
export interface BuildManifest {
  readonly schema: 1;
  /** Name and version of the compiler. */
  readonly compiler: string;
  readonly filters: readonly BuiltFilter[];
}

export interface BuiltFilter {
  /** Name of the source file under assembly/filters without its ending. */
  readonly name: string;
  /** The .wasm file, relative to the manifest. */
  readonly file: string;
  /** Bytes of the .wasm file. */
  readonly size: number;
  /** Of the .wasm file: 64 lower-case hexadecimal digits. */
  readonly sha256: string;
  /** Version of the proxy-wasm ABI that the module declares. */
  readonly abi: string;
  /** `module.name` of each import, sorted. */
  readonly imports: readonly string[];
  /** Name of each export, sorted. */
  readonly exports: readonly string[];
  /** sha256 over the sources and the settings it was compiled from: tells whether it is out of date. */
  readonly sources: string;
}
