import { abiStatus } from './abi-status.ts';
import { textFromBytes } from './bytes.ts';
import { type HostFunctions, writeStatus } from './host-functions.ts';
import type { Machine } from './machine.ts';
import type { Metrics } from './metrics.ts';

const HISTOGRAM = 2;

/** Counters, gauges and histograms; refusals are Envoy's own (a counter never goes down, a histogram is not read). */
export function envMetrics(machine: Machine, metrics: Metrics): HostFunctions {
  return {
    proxy_define_metric(type, nameAt, nameSize, idAt) {
      machine.context();
      const name = machine.memory.readString(nameAt >>> 0, nameSize >>> 0);
      if (name === undefined) return abiStatus.invalidMemoryAccess;
      const id = metrics.define(type >>> 0, textFromBytes(name));
      return id === undefined ? abiStatus.badArgument : writeStatus(machine.memory.writeU32(idAt >>> 0, id));
    },

    proxy_increment_metric(id, offset) {
      machine.context();
      const by = offset as unknown as bigint;
      if ((id & 3) >= HISTOGRAM) return abiStatus.badArgument;
      const cell = metrics.byId(id >>> 0);
      if (cell === undefined) return abiStatus.notFound;
      if (cell.type === 'counter' && by <= 0n) return abiStatus.badArgument;
      cell.value = BigInt.asUintN(64, cell.value + by);
      return abiStatus.ok;
    },

    proxy_record_metric(id, recorded) {
      machine.context();
      const value = BigInt.asUintN(64, recorded as unknown as bigint);
      const cell = metrics.byId(id >>> 0);
      if (cell === undefined) return abiStatus.notFound;
      if (cell.type === 'gauge') cell.value = value;
      else if (cell.type === 'counter') cell.value = BigInt.asUintN(64, cell.value + value);
      else {
        cell.value += 1n;
        cell.sum += value;
      }
      return abiStatus.ok;
    },

    proxy_get_metric(id, valueAt) {
      machine.context();
      if ((id & 3) >= HISTOGRAM) return abiStatus.badArgument;
      const cell = metrics.byId(id >>> 0);
      if (cell === undefined) return abiStatus.notFound;
      return writeStatus(machine.memory.writeU64(valueAt >>> 0, cell.value));
    },
  };
}
