/**
 * Answers of the host functions: `WasmResult` of proxy-wasm ABI 0.2.x
 * (proxy-wasm/spec, abi-versions/v0.2.1/README.md, "proxy_status_t").
 */
export const abiStatus = {
  ok: 0,
  notFound: 1,
  badArgument: 2,
  serializationFailure: 3,
  parseFailure: 4,
  badExpression: 5,
  invalidMemoryAccess: 6,
  empty: 7,
  casMismatch: 8,
  resultMismatch: 9,
  internalFailure: 10,
  brokenConnection: 11,
  unimplemented: 12,
} as const;

/** `proxy_header_map_type_t`: the number that a module passes to the header functions. */
export const headerMapType = {
  requestHeaders: 0,
  requestTrailers: 1,
  responseHeaders: 2,
  responseTrailers: 3,
  grpcReceiveInitialMetadata: 4,
  grpcReceiveTrailingMetadata: 5,
  httpCallResponseHeaders: 6,
  httpCallResponseTrailers: 7,
} as const;

/** `proxy_buffer_type_t`: the number that a module passes to the buffer functions. */
export const bufferType = {
  httpRequestBody: 0,
  httpResponseBody: 1,
  downstreamData: 2,
  upstreamData: 3,
  httpCallResponseBody: 4,
  grpcReceiveBuffer: 5,
  vmConfiguration: 6,
  pluginConfiguration: 7,
  callData: 8,
} as const;

export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'critical'] as const;

export type LogLevel = (typeof logLevels)[number];
