import { proxy_get_property, proxy_set_property } from "@solo-io/proxy-runtime/assembly/imports";
import { textBytes, textSize } from "../bytes/text";
import { POINTER_CELL, SIZE_CELL } from "./cells";

/** Reads an attribute or a filter state of the stream; on OK its bytes are in the cells. */
export function getProperty(path: usize): u32 {
  return proxy_get_property(textBytes(path), textSize(path), POINTER_CELL, SIZE_CELL);
}

/** Sets filter state `wasm.<name>` of the stream, which no client can set. */
export function setProperty(name: usize, value: usize, size: usize): u32 {
  return proxy_set_property(textBytes(name), textSize(name), value, size);
}
