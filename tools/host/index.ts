/** Runs proxy-wasm modules (ABI 0.2.x) in Node and in a browser; see docs/host.md. */
export { bytesFromText, textFromBytes } from './bytes.ts';
export { abiStatus, type LogLevel } from './abi-status.ts';
export type { GrpcAnswer, GrpcCall, GrpcCallHandler, HttpAnswer, HttpCall, HttpCallHandler } from './callouts.ts';
export type { ForeignFunction } from './env-foreign.ts';
export { SharedState } from './shared-state.ts';
export { compileProperties } from './attributes.ts';
export type { RootContext as Root, RootOptions, StreamInit } from './root.ts';
export type { FilterStream as Stream } from './stream.ts';
export type * from './types.ts';
export { createVm, type Vm, type VmOptions } from './vm.ts';
