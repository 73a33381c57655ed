/** Runs proxy-wasm modules (ABI 0.2.x) in Node and in a browser; see docs/host.md. */
export { bytesFromText, textFromBytes } from './bytes.ts';
export { compileProperties } from './attributes.ts';
export type { LogLevel } from './abi-status.ts';
export type { RootContext as Root, RootOptions, StreamInit } from './root.ts';
export type { FilterStream as Stream } from './stream.ts';
export type * from './types.ts';
export { createVm, type Vm, type VmOptions } from './vm.ts';
