// The SDK asks for a runtime that newer compilers call by other names.
export function __retain(pointer: usize): usize {
  return __pin(pointer);
}

export function __release(pointer: usize): void {
  __unpin(pointer);
}
