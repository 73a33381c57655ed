import { abiStatus } from './abi-status.ts';
import { readAttribute } from './attributes.ts';
import type { ByteString } from './bytes.ts';
import type { Context } from './context.ts';
import { lifeSpan } from './declared-property.ts';
import type { HostFunctions } from './host-functions.ts';
import { Connection, type HttpStream } from './http-stream.ts';
import type { Machine } from './machine.ts';

/** Attributes of the plugin itself, which every context has. */
function pluginAttribute(machine: Machine, context: Context, path: string): ByteString | undefined {
  if (path === 'plugin_root_id') return context.root.plugin?.rootId ?? '';
  if (path === 'plugin_vm_id') return machine.vmId;
  return path === 'plugin_name' ? context.plugin?.name : undefined;
}

/** What exists already is changed where it is; else the declaration tells where it goes. */
function stateFor(http: HttpStream, path: string, span: number | undefined): Map<string, Uint8Array> {
  if (http.filterState.has(path)) return http.filterState;
  if (span !== lifeSpan.downstreamConnection)
    return http.connection?.filterState.has(path) ? http.connection.filterState : http.filterState;
  http.connection ??= new Connection();
  return http.connection.filterState;
}

/** Attributes and the filter state that plugin instances of one stream share. */
export function envProperties(machine: Machine): HostFunctions {
  return {
    proxy_get_property(pathAt, pathSize, valueAt, valueSize) {
      const context = machine.context();
      let path = machine.memory.readString(pathAt >>> 0, pathSize >>> 0);
      if (path === undefined) return abiStatus.invalidMemoryAccess;
      if (path === '') return abiStatus.serializationFailure;
      if (path.charCodeAt(path.length - 1) === 0) path = path.slice(0, -1);
      const { http } = context;
      const own = pluginAttribute(machine, context, path);
      const value = own === undefined && http !== undefined ? readAttribute(context, http, path) : own;
      if (value === undefined) return abiStatus.notFound;
      return value === null ? abiStatus.serializationFailure : machine.copyOut(value, valueAt, valueSize);
    },

    proxy_set_property(pathAt, pathSize, valueAt, valueSize) {
      const { http, root } = machine.context();
      const path = machine.memory.readString(pathAt >>> 0, pathSize >>> 0);
      const value = machine.memory.read(valueAt >>> 0, valueSize >>> 0);
      if (path === undefined || value === undefined) return abiStatus.invalidMemoryAccess;
      if (http === undefined) return abiStatus.notFound;
      stateFor(http, path, root.declared?.get(path)).set(path, value);
      return abiStatus.ok;
    },
  };
}
