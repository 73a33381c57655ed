import { soleRoot, streamCreated } from "./streams";

// The callbacks that both filters need, and no more: each export costs every request (docs: Envoy calls what is exported).

/** Marks the ABI version (proxy-wasm ABI 0.2.1). */
export function proxy_abi_version_0_2_1(): void {}

/** Room for what the host writes; the function itself, because a call between would cost each request. */
export { allocate as proxy_on_memory_allocate } from "./arena";

/** `parent` is 0 for a root context and the root's id for a stream. */
export function proxy_on_context_create(context: u32, parent: u32): void {
  if (parent != soleRoot) streamCreated(context, parent);
}
