import type { HostFunctions } from './host-functions.ts';
import type { Logs } from './logs.ts';
import type { Machine } from './machine.ts';
import { uint8ArrayOf, bytesFromText } from './bytes.ts';

/** Errors of WASI preview 1 that proxy-wasm-cpp-host answers with. */
const errno = { success: 0, badf: 8, fault: 21, inval: 28, notdir: 20, noent: 44, nosys: 52, notsup: 58 } as const;

const MAX_RANDOM = 64 * 1024;
const STDOUT = 1;
const STDERR = 2;
const TRACE = 0;
const INFO = 2;
const ERROR = 4;

export interface WasiOptions {
  readonly logs: Logs;
  readonly environment: Readonly<Record<string, string>>;
  readonly now: () => bigint;
}

/** Standard output and error take any such call; nothing else is open. */
const terminal = (fd: number): number => (fd === STDOUT || fd === STDERR ? errno.success : errno.badf);

const faultUnless = (written: boolean): number => (written ? errno.success : errno.fault);

/** What language runtimes ask of WASI: clock, environment, random bytes, writing to the log. There are no files. */
export function wasi(machine: Machine, options: WasiOptions): HostFunctions {
  const entries = Object.entries(options.environment).map(([name, value]) =>
    uint8ArrayOf(bytesFromText(`${name}=${value}\0`)),
  );

  const clock = (id: number, at: number, value: () => bigint): number => {
    if (id !== 0 && id !== 1) return errno.notsup;
    return faultUnless(machine.memory.writeU64(at >>> 0, value()));
  };

  return {
    fd_write(fd, vectorsAt, count, writtenAt) {
      if (fd !== STDOUT && fd !== STDERR) return errno.badf;
      const parts: Uint8Array[] = [];
      for (let index = 0; index < count >>> 0; index++) {
        const vector = (vectorsAt >>> 0) + index * 8;
        const pointer = machine.memory.readU32(vector);
        const size = machine.memory.readU32(vector + 4);
        const part = pointer === undefined || size === undefined ? undefined : machine.memory.read(pointer, size);
        if (part === undefined) return errno.fault;
        parts.push(part);
      }
      const written = parts.reduce((sum, part) => sum + part.length, 0);
      const text = new Uint8Array(written);
      let at = 0;
      for (const part of parts) {
        text.set(part, at);
        at += part.length;
      }
      const line = text[written - 1] === 0x0a ? text.subarray(0, -1) : text;
      if (written > 0) options.logs.write(fd === STDOUT ? INFO : ERROR, line, machine.contextAnyTime().id);
      return faultUnless(machine.memory.writeU32(writtenAt >>> 0, written));
    },

    environ_sizes_get(countAt, sizeAt) {
      const size = entries.reduce((sum, entry) => sum + entry.length, 0);
      const { memory } = machine;
      return faultUnless(memory.writeU32(countAt >>> 0, entries.length) && memory.writeU32(sizeAt >>> 0, size));
    },

    environ_get(pointersAt, bufferAt) {
      let pointer = bufferAt >>> 0;
      for (const [index, entry] of entries.entries()) {
        if (!machine.memory.writeU32((pointersAt >>> 0) + index * 4, pointer)) return errno.fault;
        if (!machine.memory.holds(pointer, entry.length)) return errno.fault;
        machine.memory.write(pointer, entry);
        pointer += entry.length;
      }
      return errno.success;
    },

    args_sizes_get(countAt, sizeAt) {
      const { memory } = machine;
      return faultUnless(memory.writeU32(countAt >>> 0, 0) && memory.writeU32(sizeAt >>> 0, 0));
    },

    args_get: () => errno.success,

    clock_time_get: (id, _precision, at) => clock(id, at, options.now),

    clock_res_get: (id, at) => clock(id, at, () => 1n),

    random_get(at, size) {
      if (size >>> 0 > MAX_RANDOM) return errno.inval;
      if (!machine.memory.holds(at >>> 0, size >>> 0)) return errno.fault;
      machine.memory.write(at >>> 0, crypto.getRandomValues(new Uint8Array(size >>> 0)));
      return errno.success;
    },

    fd_fdstat_get(fd, at) {
      if (fd !== STDOUT && fd !== STDERR) return errno.badf;
      // A structure of 24 bytes; the only right is to write.
      if (machine.memory.holds(at >>> 0, 24))
        machine.memory.write(at >>> 0, Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0, 64, ...new Uint8Array(15)));
      return errno.success;
    },

    proc_exit(code) {
      // Envoy lets the module go on; what compilers put behind the call traps.
      options.logs.write(TRACE, new TextEncoder().encode(`proc_exit(${code})`), machine.contextAnyTime().id);
    },

    fd_fdstat_set_flags: () => errno.nosys,
    fd_read: () => errno.nosys,
    fd_seek: () => errno.success,
    fd_close: () => errno.success,
    fd_prestat_get: () => errno.badf,
    fd_prestat_dir_name: () => errno.nosys,
    fd_filestat_get: () => errno.badf,
    path_open: () => errno.noent,
    path_filestat_get: () => errno.notsup,
    sched_yield: () => errno.success,
    poll_oneoff: (_in, _out, _count, eventsAt) => faultUnless(machine.memory.writeU32(eventsAt >>> 0, 0)),

    fd_advise: () => errno.success,
    fd_allocate: terminal,
    fd_datasync: terminal,
    fd_fdstat_set_rights: terminal,
    fd_filestat_set_size: terminal,
    fd_filestat_set_times: terminal,
    fd_sync: terminal,
    fd_pread: () => errno.nosys,
    fd_readdir: (_fd, _buffer, _size, _cookie, at) =>
      machine.memory.writeU32(at >>> 0, 0) ? errno.notdir : errno.fault,
    fd_renumber: (fd, to) => (terminal(fd) || terminal(to) ? errno.badf : errno.notsup),
    path_create_directory: () => errno.notsup,
    path_remove_directory: () => errno.notsup,
    path_unlink_file: () => errno.notsup,
  };
}
