import { allocate } from "./arena";
import { streamCreated } from "./streams";

// The callbacks that both filters need, and no more: each export costs every request (docs: Envoy calls what is exported).

/** Marks the ABI version (proxy-wasm ABI 0.2.1). */
export function proxy_abi_version_0_2_1(): void {}

export function proxy_on_memory_allocate(size: usize): usize {
  return allocate(size);
}

/** `parent` is 0 for a root context and the root's id for a stream. */
export function proxy_on_context_create(context: u32, parent: u32): void {
  if (parent != 0) streamCreated(context, parent);
}
