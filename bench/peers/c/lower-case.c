#include "abi.h"
#ifdef __wasm_simd128__
#include <wasm_simd128.h>
#endif

EXPORT(proxy_on_request_headers) u32 request_headers(u32 context, u32 headers, u32 end_of_stream) {
  u8 *path;
  usize size, i = 0;
  u32 changed = 0;
  top = 0;
  if (proxy_get_header_map_value(0, ":path", 5, &path, &size)) return 0;
#ifdef __wasm_simd128__
  for (; i + 16 <= size; i += 16) {
    v128_t bytes = wasm_v128_load(path + i);
    if (wasm_v128_any_true(wasm_i8x16_eq(bytes, wasm_i8x16_splat('?')))) break;
    v128_t upper = wasm_u8x16_lt(wasm_i8x16_sub(bytes, wasm_i8x16_splat('A')), wasm_i8x16_splat(26));
    if (!wasm_v128_any_true(upper)) continue;
    wasm_v128_store(path + i, wasm_v128_or(bytes, wasm_v128_and(upper, wasm_i8x16_splat(32))));
    changed = 1;
  }
#endif
  for (; i < size && path[i] != '?'; i++) {
    if ((u8)(path[i] - 'A') >= 26) continue;
    path[i] |= 32;
    changed = 1;
  }
  if (!changed) return 0;
  proxy_replace_header_map_value(0, ":path", 5, path, size);
  count();
  return 0;
}
