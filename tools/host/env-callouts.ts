import { abiStatus } from './abi-status.ts';
import { textFromBytes } from './bytes.ts';
import type { Callouts, GrpcAnswer, GrpcCallHandler, HttpAnswer, HttpCallHandler } from './callouts.ts';
import { lowerName } from './header-map.ts';
import { type HostFunctions, writeStatus } from './host-functions.ts';
import type { Machine } from './machine.ts';
import { decodePairs } from './pairs.ts';
import type { Header } from './types.ts';

const REQUIRED = [':path', ':method', ':authority'];
const GRPC_CALL = 1;
const GRPC_STREAM = 2;

const lowered = (pairs: Header[]): Header[] => pairs.map(([name, value]) => [lowerName(name), value]);

export interface CalloutOptions {
  readonly callouts: Callouts;
  readonly httpCall: HttpCallHandler | undefined;
  readonly grpcCall: GrpcCallHandler | undefined;
}

/** HTTP and gRPC calls: recorded, and answered by the caller's handlers. Without one, no cluster is known. */
export function envCallouts(machine: Machine, { callouts, httpCall, grpcCall }: CalloutOptions): HostFunctions {
  const read = (at: number, size: number): Uint8Array | undefined => machine.memory.read(at >>> 0, size >>> 0);

  return {
    proxy_http_call(
      clusterAt,
      clusterSize,
      pairsAt,
      pairsSize,
      bodyAt,
      bodySize,
      trailersAt,
      trailersSize,
      timeout,
      tokenAt,
    ) {
      const { root } = machine.context();
      const cluster = read(clusterAt, clusterSize);
      const body = read(bodyAt, bodySize);
      const pairs = read(pairsAt, pairsSize);
      const trailers = read(trailersAt, trailersSize);
      if (!cluster || !body || !pairs || !trailers) return abiStatus.invalidMemoryAccess;
      if (!machine.memory.writeU32(tokenAt >>> 0, 0)) return abiStatus.invalidMemoryAccess;
      const headers = lowered(decodePairs(pairs));
      const has = (name: string): boolean => headers.some((header) => header[0] === name);
      if (timeout < 0 || httpCall === undefined || !REQUIRED.every(has)) return abiStatus.badArgument;
      const token = callouts.nextHttp;
      const call = {
        token,
        rootId: root.id,
        cluster: textFromBytes(cluster),
        headers,
        body,
        trailers: lowered(decodePairs(trailers)),
        timeoutMs: timeout,
      };
      const answer: HttpAnswer | 'later' | undefined = httpCall(call);
      if (answer === undefined) return abiStatus.badArgument;
      callouts.beginHttp(call);
      if (answer !== 'later') machine.loop.post(() => callouts.answerHttp(token, answer));
      return writeStatus(machine.memory.writeU32(tokenAt >>> 0, token));
    },

    proxy_grpc_call(
      targetAt,
      targetSize,
      serviceAt,
      serviceSize,
      methodAt,
      methodSize,
      pairsAt,
      pairsSize,
      messageAt,
      messageSize,
      timeout,
      tokenAt,
    ) {
      const { root } = machine.context();
      const target = read(targetAt, targetSize);
      const service = read(serviceAt, serviceSize);
      const method = read(methodAt, methodSize);
      const pairs = read(pairsAt, pairsSize);
      const message = read(messageAt, messageSize);
      if (!target || !service || !method || !pairs || !message) return abiStatus.invalidMemoryAccess;
      if (grpcCall === undefined) return abiStatus.parseFailure;
      const token = callouts.nextGrpc;
      const call = {
        token,
        rootId: root.id,
        target,
        service: textFromBytes(service),
        method: textFromBytes(method),
        metadata: lowered(decodePairs(pairs)),
        message,
        timeoutMs: timeout >>> 0,
      };
      const answer: GrpcAnswer | 'later' | undefined = grpcCall(call);
      if (answer === undefined) return abiStatus.parseFailure;
      callouts.beginGrpc(call);
      if (answer !== 'later') machine.loop.post(() => callouts.answerGrpc(token, answer));
      return writeStatus(machine.memory.writeU32(tokenAt >>> 0, token));
    },

    /** Streams of messages are not emulated. */
    proxy_grpc_stream() {
      machine.context();
      return abiStatus.unimplemented;
    },

    proxy_grpc_send(token) {
      machine.context();
      return (token & 3) === GRPC_STREAM ? abiStatus.notFound : abiStatus.badArgument;
    },

    proxy_grpc_cancel: (token) => endGrpc(token),
    proxy_grpc_close: (token) => endGrpc(token),
  };

  function endGrpc(token: number): number {
    machine.context();
    if ((token & 3) === GRPC_STREAM) return abiStatus.notFound;
    if ((token & 3) !== GRPC_CALL) return abiStatus.badArgument;
    return callouts.cancel(token >>> 0) ? abiStatus.ok : abiStatus.notFound;
  }
}
