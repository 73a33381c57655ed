import { userFailure } from '../model/failure.ts';
import type { LogLevel } from './abi-status.ts';
import { bytesFromText, uint8ArrayOf } from './bytes.ts';
import {
  Callouts,
  type GrpcAnswer,
  type GrpcCall,
  type GrpcCallHandler,
  type HttpAnswer,
  type HttpCall,
  type HttpCallHandler,
} from './callouts.ts';
import { envBuffers } from './env-buffers.ts';
import { envCallouts } from './env-callouts.ts';
import { envForeign, type ForeignFunction } from './env-foreign.ts';
import { envGeneral } from './env-general.ts';
import { envHeaders } from './env-headers.ts';
import { envMetrics } from './env-metrics.ts';
import { envProperties } from './env-properties.ts';
import { envShared } from './env-shared.ts';
import { envStream } from './env-stream.ts';
import { exchange, type Exchange } from './exchange.ts';
import { guestFunctions } from './guest-functions.ts';
import { GuestMemory } from './guest-memory.ts';
import type { Policy, RequestInit } from './lead.ts';
import { Logs } from './logs.ts';
import { Machine } from './machine.ts';
import { Metrics } from './metrics.ts';
import { abiVersion, checkExports, resolveImports } from './module-check.ts';
import { RootContext, type RootOptions } from './root.ts';
import { SharedState } from './shared-state.ts';
import type { LogLine, Metric } from './types.ts';
import { wasi } from './wasi.ts';
import { wasmTypes } from './wasm-types.ts';

export interface VmOptions {
  /** The module's bytes, or a compiled module, whose function types cannot be compared with the ABI's. */
  readonly module: BufferSource | WebAssembly.Module;
  /** Envoy's `vm_id`, the attribute `plugin_vm_id`. */
  readonly vmId?: string;
  /** Envoy's `vm_config.configuration`. */
  readonly vmConfiguration?: string | Uint8Array;
  /** Environment variables that WASI shows to the module. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Nanoseconds since 1970; by default the clock of the machine. */
  readonly now?: () => bigint;
  /** Lines below this level are dropped; default `trace`, which keeps all. */
  readonly logLevel?: LogLevel;
  /** How many lines `logs` keeps at least; default 10,000. */
  readonly logLimit?: number;
  readonly onLog?: (line: LogLine) => void;
  /** By name, for `proxy_call_foreign_function`. */
  readonly foreignFunctions?: Readonly<Record<string, ForeignFunction>>;
  /** Answers `proxy_http_call`; without it no cluster is known (BadArgument, as Envoy says). */
  readonly httpCall?: HttpCallHandler;
  /** Answers `proxy_grpc_call`; without it no cluster is known (ParseFailure, as Envoy says). */
  readonly grpcCall?: GrpcCallHandler;
  /** Shared data and queues: give several VMs the same one to let them meet. */
  readonly shared?: SharedState;
}

export interface Vm {
  /** `0.1.0`, `0.2.0` or `0.2.1`. */
  readonly abi: string;
  readonly memory: WebAssembly.Memory;
  /** The newest lines. */
  readonly logs: readonly LogLine[];
  /** Why the VM failed, undefined while it works. A failed VM runs no callback and answers 503. */
  readonly failed: string | undefined;
  metric(name: string): number | undefined;
  readonly metrics: ReadonlyMap<string, Metric>;
  createRoot(options?: RootOptions): RootContext;
  /** Leads a request through a chain of roots (of any VM) and policies, and the response back. */
  exchange(chain: readonly (RootContext | Policy)[], request: RequestInit): Exchange;
  /** Accepted calls, oldest first. */
  readonly httpCalls: readonly HttpCall[];
  readonly grpcCalls: readonly GrpcCall[];
  /** Answers a call whose handler said `later`; throws a user failure when none with that token is under way. */
  answerHttpCall(token: number, answer: HttpAnswer): void;
  answerGrpcCall(token: number, answer: GrpcAnswer): void;
}

/**
 * Instantiates a proxy-wasm module. Throws a user failure when it is no proxy-wasm module, imports what no host
 * offers, or traps while it starts.
 */
export async function createVm(options: VmOptions): Promise<Vm> {
  const given = options.module;
  const module = given instanceof WebAssembly.Module ? given : await compiled(given);
  const abi = abiVersion(module);
  const types = given instanceof WebAssembly.Module ? undefined : wasmTypes(viewOf(given));
  if (types !== undefined) checkExports(types, abi);
  const metrics = new Metrics();
  const logs = new Logs(options.logLevel ?? 'trace', options.logLimit ?? 10_000, options.onLog);
  const now = options.now ?? (() => BigInt(Date.now()) * 1_000_000n);
  const shared = options.shared ?? new SharedState();
  const machine = new Machine(options.vmId ?? '', shared.loop, now);
  const callouts = new Callouts(machine);
  const configuration = options.vmConfiguration ?? '';
  const vmConfiguration =
    typeof configuration === 'string' ? uint8ArrayOf(bytesFromText(configuration)) : configuration;

  const env = {
    ...envGeneral(machine, { logs, now, vmConfiguration }),
    ...envHeaders(machine, abi),
    ...envProperties(machine),
    ...envStream(machine),
    ...envBuffers(machine, vmConfiguration),
    ...envMetrics(machine, metrics),
    ...envShared(machine, shared),
    ...envCallouts(machine, { callouts, httpCall: options.httpCall, grpcCall: options.grpcCall }),
    ...envForeign(machine, options.foreignFunctions ?? {}),
  };
  const system = wasi(machine, { logs, now, environment: options.environment ?? {} });
  const imports = resolveImports(module, abi, { env, wasi_snapshot_preview1: system, wasi_unstable: system }, types);
  const { exports } = await instantiated(module, imports);
  const memory = memoryOf(exports, imports);
  const guest = guestFunctions(exports);
  if (memory === undefined || guest === undefined) {
    throw userFailure({
      what: `found no exported ${memory === undefined ? 'memory' : 'malloc or proxy_on_memory_allocate'} in the module`,
      where: 'module',
    });
  }
  machine.memory = new GuestMemory(memory);
  machine.guest = guest;
  start(machine, exports);

  return {
    abi,
    memory,
    logs: logs.lines,
    get failed() {
      return machine.failed;
    },
    metric: (name) => metrics.value(name),
    get metrics() {
      return metrics.snapshot();
    },
    createRoot: (root = {}) => new RootContext(machine, vmConfiguration.length, root),
    exchange: (chain, request) => exchange(chain, request, now()),
    httpCalls: callouts.httpCalls,
    grpcCalls: callouts.grpcCalls,
    answerHttpCall: (token, answer) => callouts.answerHttp(token, answer),
    answerGrpcCall: (token, answer) => callouts.answerGrpc(token, answer),
  };
}

function viewOf(source: BufferSource): Uint8Array {
  return ArrayBuffer.isView(source)
    ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
    : new Uint8Array(source);
}

async function compiled(bytes: BufferSource): Promise<WebAssembly.Module> {
  try {
    return await WebAssembly.compile(bytes);
  } catch (error) {
    throw userFailure({ what: `found no valid WebAssembly module: ${String(error)}`, where: 'module' }, error);
  }
}

/** An imported memory is the module's own too; Envoy takes the first of either kind. */
function memoryOf(exports: WebAssembly.Exports, imports: WebAssembly.Imports): WebAssembly.Memory | undefined {
  const values = [...Object.values(exports), ...Object.values(imports).flatMap((names) => Object.values(names))];
  return values.find((value) => value instanceof WebAssembly.Memory);
}

async function instantiated(module: WebAssembly.Module, imports: WebAssembly.Imports): Promise<WebAssembly.Instance> {
  try {
    return await WebAssembly.instantiate(module, imports);
  } catch (error) {
    throw userFailure({ what: `the module cannot be instantiated: ${String(error)}`, where: 'module' }, error);
  }
}

/** A reactor has `_initialize` (and perhaps a main function), a command `_start`. */
function start(machine: Machine, exports: WebAssembly.Exports): void {
  const run = (name: string): boolean => {
    const target = exports[name];
    if (typeof target !== 'function') return false;
    machine.restriction = 'start';
    machine.call(machine.vmContext, name, target as (...args: number[]) => number);
    machine.restriction = 'none';
    return true;
  };
  if (run('_initialize')) {
    if (machine.failed === undefined && !run('main')) run('__main_void');
  } else {
    run('_start');
  }
  if (machine.failed !== undefined) {
    throw userFailure({ what: `the module trapped while it started: ${machine.failed}`, where: 'module' });
  }
}
