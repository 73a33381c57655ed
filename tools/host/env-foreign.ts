import { abiStatus } from './abi-status.ts';
import { textFromBytes } from './bytes.ts';
import { readDeclaredProperty } from './declared-property.ts';
import type { HostFunctions } from './host-functions.ts';
import type { Machine } from './machine.ts';

/**
 * A function that the module calls by name. It gives bytes, nothing, or a status of the ABI (`abiStatus`) to refuse.
 */
export type ForeignFunction = (argument: Uint8Array) => Uint8Array | number | undefined;

/** `proxy_call_foreign_function`: the caller's functions, and Envoy's `clear_route_cache` and `declare_property`. */
export function envForeign(machine: Machine, given: Readonly<Record<string, ForeignFunction>>): HostFunctions {
  const functions = new Map<string, ForeignFunction>(Object.entries(given));

  const clearRouteCache: ForeignFunction = () => {
    const { http } = machine.context();
    if (http) http.routeClears++;
    return undefined;
  };
  const declareProperty: ForeignFunction = (message) => {
    const context = machine.context();
    const property = readDeclaredProperty(message);
    context.declared ??= new Map();
    if (property === undefined || context.declared.has(property.name)) return abiStatus.badArgument;
    context.declared.set(property.name, property.span);
    return undefined;
  };
  if (!functions.has('clear_route_cache')) functions.set('clear_route_cache', clearRouteCache);
  if (!functions.has('declare_property')) functions.set('declare_property', declareProperty);

  return {
    proxy_call_foreign_function(nameAt, nameSize, argumentAt, argumentSize, resultAt, resultSize) {
      machine.context();
      const name = machine.memory.read(nameAt >>> 0, nameSize >>> 0);
      const argument = machine.memory.read(argumentAt >>> 0, argumentSize >>> 0);
      if (name === undefined || argument === undefined) return abiStatus.invalidMemoryAccess;
      const target = functions.get(textFromBytes(name));
      if (target === undefined) return abiStatus.notFound;
      const result = target(argument);
      const bytes = result instanceof Uint8Array ? result : new Uint8Array(0);
      const status = typeof result === 'number' ? result : abiStatus.ok;
      let pointer = 0;
      if (resultAt !== 0 && bytes.length > 0) {
        pointer = machine.allocate(bytes.length);
        if (pointer === 0) return abiStatus.invalidMemoryAccess;
        machine.memory.write(pointer, bytes);
      }
      const { memory } = machine;
      if (resultAt !== 0 && !memory.writeU32(resultAt >>> 0, pointer)) return abiStatus.invalidMemoryAccess;
      if (resultSize !== 0 && !memory.writeU32(resultSize >>> 0, bytes.length)) return abiStatus.invalidMemoryAccess;
      return status;
    },
  };
}
