/** A function type as one string: letters of the parameters, a colon, letters of the results (`iI:i`; i32 is i); `?` is unknown. */
export type Signature = string;

export interface WasmTypes {
  /** By `module.name`. */
  readonly imports: ReadonlyMap<string, Signature>;
  readonly exports: ReadonlyMap<string, Signature>;
  /** Limits of imported memories in pages of 64 KiB, by `module.name`. */
  readonly memories: ReadonlyMap<string, { readonly initial: number; readonly maximum?: number }>;
}

const LETTERS: Readonly<Record<number, string>> = { 0x7f: 'i', 0x7e: 'I', 0x7d: 'f', 0x7c: 'F', 0x7b: 'v' };
const SECTION = { type: 1, import: 2, function: 3, export: 7 } as const;
const KIND = { function: 0, table: 1, memory: 2, global: 3, tag: 4 } as const;
const HEADER_SIZE = 8;
const FUNCTION_TYPE = 0x60;
/** A type that this reader does not know; it equals any other. */
const UNKNOWN = '?';

/**
 * Reads the function types of a module's imports and exports, which JavaScript's own interface does not show
 * (WebAssembly core specification, "Binary Format"). The bytes must have been compiled before: nothing is checked here.
 */
export function wasmTypes(bytes: Uint8Array): WasmTypes {
  const types: Signature[] = [];
  const functions: Signature[] = [];
  const imports = new Map<string, Signature>();
  const exports = new Map<string, Signature>();
  const memories = new Map<string, { initial: number; maximum?: number }>();
  const text = new TextDecoder();
  let at = HEADER_SIZE;

  const number = (): number => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++]!;
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
  };
  const name = (): string => {
    const size = number();
    at += size;
    return text.decode(bytes.subarray(at - size, at));
  };
  const letters = (): string => Array.from({ length: number() }, () => LETTERS[bytes[at++]!] ?? UNKNOWN).join('');
  const limits = (): { initial: number; maximum?: number } => {
    const flags = bytes[at++]!;
    const initial = number();
    return (flags & 1) === 0 ? { initial } : { initial, maximum: number() };
  };

  const readImport = (): void => {
    const from = name();
    const key = `${from}.${name()}`;
    const kind = bytes[at++];
    if (kind === KIND.function) {
      const signature = types[number()] ?? UNKNOWN;
      imports.set(key, signature);
      functions.push(signature);
    } else if (kind === KIND.memory) memories.set(key, limits());
    else if (kind === KIND.table) {
      at++;
      limits();
    } else if (kind === KIND.global) at += 2;
    else {
      at++;
      number();
    }
  };
  const readers: Readonly<Record<number, () => void>> = {
    [SECTION.type]: () => {
      // Behind another composite type than a function (0x60) the types stay unknown.
      if (bytes[at] !== FUNCTION_TYPE) return;
      at++;
      types.push(`${letters()}:${letters()}`);
    },
    [SECTION.import]: readImport,
    [SECTION.function]: () => functions.push(types[number()] ?? UNKNOWN),
    [SECTION.export]: () => {
      const key = name();
      const kind = bytes[at++];
      const index = number();
      if (kind === KIND.function) exports.set(key, functions[index] ?? UNKNOWN);
    },
  };

  while (at < bytes.length) {
    const section = bytes[at++]!;
    const end = number() + at;
    const read = readers[section];
    if (read !== undefined) Array.from({ length: number() }, read);
    at = end;
  }
  return { imports, exports, memories };
}
