/** Runs proxy-wasm modules (ABI 0.2.x) in Node and in a browser; see docs/host.md. */
export { abiStatus, type LogLevel } from './abi-status.ts';
export { bytesFromText, textFromBytes } from './bytes.ts';
export type { GrpcAnswer, GrpcCall, GrpcCallHandler, HttpAnswer, HttpCall, HttpCallHandler } from './callouts.ts';
export type { EncodedResponse } from './encode.ts';
export type { ForeignFunction } from './env-foreign.ts';
export type { Exchange, Outcome } from './exchange.ts';
export { Connection } from './http-stream.ts';
export type { ForwardedRequest, Policy, PolicyReply, RequestInit, UpstreamResponse } from './lead.ts';
export { compileProperties } from './property-values.ts';
export type { RootContext as Root, RootOptions } from './root.ts';
export { SharedState } from './shared-state.ts';
export type { FilterStream as Stream } from './stream.ts';
export type { StreamInit } from './stream-init.ts';
export type * from './types.ts';
export { createVm, type Vm, type VmOptions } from './vm.ts';
