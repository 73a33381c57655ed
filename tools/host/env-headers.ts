import { abiStatus, headerMapType } from './abi-status.ts';
import { writeStatus, type HostFunctions } from './host-functions.ts';
import type { Machine } from './machine.ts';
import type { Context } from './context.ts';
import { decodePairs, encodePairs } from './pairs.ts';

const MAX_TYPE = headerMapType.httpCallResponseTrailers;

/** Envoy chooses the route again when request headers have changed. */
function changed(context: Context, type: number): number {
  if (type === headerMapType.requestHeaders && context.http) context.http.routeClears++;
  return abiStatus.ok;
}

/** Header, trailer and metadata maps. */
export function envHeaders(machine: Machine, abi: string): HostFunctions {
  const absentIsEmpty = abi === '0.1.0';

  return {
    proxy_get_header_map_value(type, keyAt, keySize, valueAt, valueSize) {
      if (type >>> 0 > MAX_TYPE) return abiStatus.badArgument;
      const context = machine.context();
      const key = machine.memory.readString(keyAt >>> 0, keySize >>> 0);
      if (key === undefined) return abiStatus.invalidMemoryAccess;
      const map = context.readableMap(type);
      if (map === undefined && !context.logging) return abiStatus.badArgument;
      const value = map?.first(map.key(key));
      if (value !== undefined) return machine.copyOut(value, valueAt, valueSize);
      return absentIsEmpty ? machine.copyOut('', valueAt, valueSize) : abiStatus.notFound;
    },

    proxy_add_header_map_value(type, keyAt, keySize, valueAt, valueSize) {
      if (type >>> 0 > MAX_TYPE) return abiStatus.badArgument;
      const context = machine.context();
      const key = machine.memory.readString(keyAt >>> 0, keySize >>> 0);
      const value = machine.memory.readString(valueAt >>> 0, valueSize >>> 0);
      if (key === undefined || value === undefined) return abiStatus.invalidMemoryAccess;
      const map = context.writableMap(type);
      if (map === undefined) return abiStatus.badArgument;
      map.add(map.key(key), value);
      return changed(context, type);
    },

    proxy_replace_header_map_value(type, keyAt, keySize, valueAt, valueSize) {
      if (type >>> 0 > MAX_TYPE) return abiStatus.badArgument;
      const context = machine.context();
      const key = machine.memory.readString(keyAt >>> 0, keySize >>> 0);
      const value = machine.memory.readString(valueAt >>> 0, valueSize >>> 0);
      if (key === undefined || value === undefined) return abiStatus.invalidMemoryAccess;
      const map = context.writableMap(type);
      if (map === undefined) return abiStatus.badArgument;
      map.set(map.key(key), value);
      return changed(context, type);
    },

    proxy_remove_header_map_value(type, keyAt, keySize) {
      if (type >>> 0 > MAX_TYPE) return abiStatus.badArgument;
      const context = machine.context();
      const key = machine.memory.readString(keyAt >>> 0, keySize >>> 0);
      if (key === undefined) return abiStatus.invalidMemoryAccess;
      const map = context.writableMap(type);
      if (map === undefined) return abiStatus.badArgument;
      map.remove(map.key(key));
      return changed(context, type);
    },

    proxy_get_header_map_pairs(type, pairsAt, pairsSize) {
      if (type >>> 0 > MAX_TYPE) return abiStatus.badArgument;
      const pairs = machine.context().readableMap(type)?.entries ?? [];
      return machine.copyOut(pairs.length === 0 ? '' : encodePairs(pairs), pairsAt, pairsSize);
    },

    proxy_set_header_map_pairs(type, pairsAt, pairsSize) {
      if (type >>> 0 > MAX_TYPE) return abiStatus.badArgument;
      const context = machine.context();
      const bytes = machine.memory.read(pairsAt >>> 0, pairsSize >>> 0);
      if (bytes === undefined) return abiStatus.invalidMemoryAccess;
      const map = context.writableMap(type);
      if (map === undefined) return abiStatus.badArgument;
      map.fill(decodePairs(bytes));
      return changed(context, type);
    },

    proxy_get_header_map_size(type, sizeAt) {
      if (type >>> 0 > MAX_TYPE) return abiStatus.badArgument;
      const map = machine.context().writableMap(type);
      if (map === undefined) return abiStatus.badArgument;
      return writeStatus(machine.memory.writeU32(sizeAt >>> 0, map.byteSize()));
    },
  };
}
