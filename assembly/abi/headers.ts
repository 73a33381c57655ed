import { proxy_get_header_map_value, proxy_replace_header_map_value } from "@solo-io/proxy-runtime/assembly/imports";
import { textBytes, textSize } from "../bytes/text";
import { POINTER_CELL, SIZE_CELL } from "./cells";

const REQUEST_HEADERS: i32 = 0;

/** Reads request header `name`; on OK its bytes are in the cells. */
export function getRequestHeader(name: usize): u32 {
  return proxy_get_header_map_value(REQUEST_HEADERS, textBytes(name), textSize(name), POINTER_CELL, SIZE_CELL);
}

/** Writes request header `name`. Envoy clears the route cache for it (ABI <= 0.2.1). */
export function replaceRequestHeader(name: usize, value: usize, size: usize): u32 {
  return proxy_replace_header_map_value(REQUEST_HEADERS, textBytes(name), textSize(name), value, size);
}
