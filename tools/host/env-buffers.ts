import { abiStatus, bufferType } from './abi-status.ts';
import { concatenated } from './bytes.ts';
import type { Context } from './context.ts';
import { type HostFunctions, writeStatus } from './host-functions.ts';
import type { Machine } from './machine.ts';

const EMPTY = new Uint8Array(0);

/** The buffer that a context sees; undefined where Envoy answers NotFound. */
function readBuffer(context: Context, vmConfiguration: Uint8Array, type: number): Uint8Array | undefined {
  switch (type) {
    case bufferType.httpRequestBody:
      return context.requestBody ?? EMPTY;
    case bufferType.httpResponseBody:
      return context.responseBody ?? EMPTY;
    case bufferType.vmConfiguration:
      return vmConfiguration;
    case bufferType.pluginConfiguration:
      return context.configuration;
    case bufferType.httpCallResponseBody:
      return context.root.callout?.body;
    case bufferType.grpcReceiveBuffer:
      return context.root.callout?.grpcMessage ?? EMPTY;
    case bufferType.callData:
      return context.root.callData ?? EMPTY;
    default:
      return EMPTY;
  }
}

/** Changes a body in the ways that Envoy allows: replace the first `length` bytes or more, or append. */
function changed(body: Uint8Array, start: number, length: number, data: Uint8Array): Uint8Array | undefined {
  if (start > 0) return start < body.length ? undefined : concatenated([body, data]);
  return concatenated([data, body.subarray(Math.min(length, body.length))]);
}

/** Configuration, bodies and the data of callbacks. */
export function envBuffers(machine: Machine, vmConfiguration: Uint8Array): HostFunctions {
  return {
    proxy_get_buffer_bytes(type, start, length, pointerAt, sizeAt) {
      if (type >>> 0 > bufferType.callData) return abiStatus.badArgument;
      const buffer = readBuffer(machine.context(), vmConfiguration, type);
      if (buffer === undefined) return abiStatus.notFound;
      const from = Math.min(start >>> 0, buffer.length);
      return machine.copyOut(buffer.subarray(from, from + (length >>> 0)), pointerAt, sizeAt);
    },

    proxy_get_buffer_status(type, lengthAt, flagsAt) {
      if (type >>> 0 > bufferType.callData) return abiStatus.badArgument;
      const buffer = readBuffer(machine.context(), vmConfiguration, type);
      if (buffer === undefined) return abiStatus.notFound;
      const { memory } = machine;
      return writeStatus(memory.writeU32(lengthAt >>> 0, buffer.length) && memory.writeU32(flagsAt >>> 0, 0));
    },

    proxy_set_buffer_bytes(type, start, length, dataAt, dataSize) {
      if (type >>> 0 > bufferType.callData) return abiStatus.badArgument;
      const context = machine.context();
      if (readBuffer(context, vmConfiguration, type) === undefined) return abiStatus.notFound;
      const data = machine.memory.read(dataAt >>> 0, dataSize >>> 0);
      if (data === undefined) return abiStatus.invalidMemoryAccess;
      const name = type === bufferType.httpRequestBody ? 'requestBody' : 'responseBody';
      const body = type > bufferType.httpResponseBody ? undefined : context[name];
      const next = body && changed(body, start >>> 0, length >>> 0, data);
      if (next === undefined) return abiStatus.badArgument;
      context[name] = next;
      return abiStatus.ok;
    },
  };
}
