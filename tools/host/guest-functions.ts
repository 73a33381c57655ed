/** An exported function of the module; i32 results come back signed. */
export type GuestFunction = (...args: number[]) => number;

/** The callbacks of ABI 0.2.x that this host calls, by their name without the `proxy_` prefix. */
export const callbackNames = [
  'on_context_create',
  'on_vm_start',
  'on_configure',
  'on_tick',
  'on_queue_ready',
  'on_request_headers',
  'on_request_body',
  'on_request_trailers',
  'on_response_headers',
  'on_response_body',
  'on_response_trailers',
  'on_http_call_response',
  'on_grpc_receive_initial_metadata',
  'on_grpc_receive',
  'on_grpc_receive_trailing_metadata',
  'on_grpc_close',
  'on_foreign_function',
  'on_done',
  'on_log',
  'on_delete',
] as const;

export type CallbackName = (typeof callbackNames)[number];

/** What the module exports of it; an absent callback is not called. */
export type GuestFunctions = { readonly [name in CallbackName]: GuestFunction | undefined } & {
  readonly allocate: GuestFunction;
  /** `malloc` or `proxy_on_memory_allocate`, in the order in which proxy-wasm-cpp-host looks. */
  readonly allocateName: string;
};

/** Picks the callbacks from an instance's exports; undefined without an allocation function. */
export function guestFunctions(exports: WebAssembly.Exports): GuestFunctions | undefined {
  const find = (name: string): GuestFunction | undefined => {
    const found = exports[name];
    return typeof found === 'function' ? (found as GuestFunction) : undefined;
  };
  const allocateName = find('malloc') ? 'malloc' : 'proxy_on_memory_allocate';
  const allocate = find(allocateName);
  if (allocate === undefined) return undefined;
  const callbacks = Object.fromEntries(callbackNames.map((name) => [name, find(`proxy_${name}`)]));
  return { ...(callbacks as Record<CallbackName, GuestFunction | undefined>), allocate, allocateName };
}
