import { abiStatus } from './abi-status.ts';
import { byteStringOf } from './bytes.ts';
import type { HostFunctions } from './host-functions.ts';
import type { Machine } from './machine.ts';
import { decodePairs } from './pairs.ts';

const REQUEST = 0;
const RESPONSE = 1;
const DOWNSTREAM = 2;
const UPSTREAM = 3;
const MAX_GRPC_STATUS = 16;

/** Local replies, continuing and closing streams, effective context, done. */
export function envStream(machine: Machine): HostFunctions {
  const continueStream = (type: number): number => {
    const context = machine.context();
    if (type === DOWNSTREAM) return abiStatus.ok;
    if (type === UPSTREAM) return abiStatus.unimplemented;
    if (type !== REQUEST && type !== RESPONSE) return abiStatus.badArgument;
    // As Envoy does, the request's maps close at once and the stream goes on when the module has returned.
    context.openMaps &= ~0b11;
    machine.defer(() => {
      if (type === REQUEST) context.requestPaused = false;
      else context.responsePaused = false;
    });
    return abiStatus.ok;
  };

  return {
    proxy_send_local_response(code, detailsAt, detailsSize, bodyAt, bodySize, pairsAt, pairsSize, grpcStatus) {
      const context = machine.context();
      const details = machine.memory.read(detailsAt >>> 0, detailsSize >>> 0);
      const body = machine.memory.read(bodyAt >>> 0, bodySize >>> 0);
      const pairs = machine.memory.read(pairsAt >>> 0, pairsSize >>> 0);
      if (!details || !body || !pairs) return abiStatus.invalidMemoryAccess;
      const http = context.http;
      if (http) {
        const reply = {
          status: code >>> 0,
          details: byteStringOf(details).replace(/[ \t\n\v\f\r]/g, '_'),
          body: byteStringOf(body),
          headers: decodePairs(pairs),
          grpcStatus: grpcStatus >>> 0 <= MAX_GRPC_STATUS ? grpcStatus : undefined,
        };
        machine.defer(() => http.reply(reply));
      }
      machine.stopIteration = true;
      return abiStatus.ok;
    },

    proxy_continue_stream: continueStream,
    proxy_continue_request: () => continueStream(REQUEST),
    proxy_continue_response: () => continueStream(RESPONSE),

    proxy_close_stream(type) {
      const context = machine.context();
      if (type >>> 0 > UPSTREAM) return abiStatus.badArgument;
      const http = context.http;
      if (http && (type === REQUEST || type === RESPONSE)) {
        machine.defer(() => {
          http.reset = true;
        });
      }
      return abiStatus.ok;
    },

    proxy_clear_route_cache() {
      const http = machine.context().http;
      if (http) http.routeClears++;
      return abiStatus.ok;
    },

    proxy_set_effective_context(id) {
      machine.context();
      if (!machine.contexts.has(id >>> 0)) return abiStatus.badArgument;
      machine.effective = id >>> 0;
      return abiStatus.ok;
    },

    proxy_done() {
      const { id } = machine.context().root;
      const drop = machine.pendingDone.get(id);
      if (drop === undefined) return abiStatus.notFound;
      machine.pendingDone.delete(id);
      machine.defer(drop);
      return abiStatus.ok;
    },
  };
}
