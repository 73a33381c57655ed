import { abiStatus, logLevels } from './abi-status.ts';
import { type HostFunctions, writeStatus } from './host-functions.ts';
import type { Logs } from './logs.ts';
import type { Machine } from './machine.ts';

const MAX_LEVEL = logLevels.length - 1;

export interface GeneralOptions {
  readonly logs: Logs;
  /** Nanoseconds since 1970. */
  readonly now: () => bigint;
  readonly vmConfiguration: Uint8Array;
}

/** Log, time, ticks, status, and the few functions that only ABI 0.1.0 or compilers know. */
export function envGeneral(machine: Machine, options: GeneralOptions): HostFunctions {
  return {
    proxy_log(level, messageAt, messageSize) {
      if (level >>> 0 > MAX_LEVEL) return abiStatus.badArgument;
      const message = machine.memory.read(messageAt >>> 0, messageSize >>> 0);
      if (message === undefined) return abiStatus.invalidMemoryAccess;
      return options.logs.write(level, message, machine.contextAnyTime().id);
    },

    proxy_get_log_level(levelAt) {
      machine.context();
      return writeStatus(machine.memory.writeU32(levelAt >>> 0, options.logs.level));
    },

    proxy_get_current_time_nanoseconds(timeAt) {
      machine.context();
      return writeStatus(machine.memory.writeU64(timeAt >>> 0, options.now()));
    },

    proxy_set_tick_period_milliseconds(period) {
      machine.context().root.tickPeriod = period >>> 0;
      return abiStatus.ok;
    },

    proxy_get_status(codeAt, messageAt, messageSize) {
      const callout = machine.context().root.callout;
      if (!machine.memory.writeU32(codeAt >>> 0, callout?.statusCode ?? 0)) return abiStatus.invalidMemoryAccess;
      return machine.copyOut(callout?.statusMessage ?? '', messageAt, messageSize);
    },

    proxy_get_configuration(valueAt, valueSize) {
      return machine.copyOut(machine.context().configuration ?? options.vmConfiguration, valueAt, valueSize);
    },

    /** Envoy's own extension of the ABI; this host resolves no names. */
    envoy_resolve_dns() {
      machine.context();
      return abiStatus.unimplemented;
    },

    emscripten_notify_memory_growth() {},

    pthread_equal(left, right) {
      machine.context();
      return left === right ? 1 : 0;
    },
  };
}
