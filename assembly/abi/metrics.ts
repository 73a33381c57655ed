import { proxy_define_metric, proxy_increment_metric } from "@solo-io/proxy-runtime/assembly/imports";
import { textBytes, textSize } from "../bytes/text";

const COUNTER: i32 = 0;

/** Defines the counter once and stores its number in the u32 cell `id`; it shows in /stats from then on, as 0. */
export function defineCounter(name: usize, id: usize): void {
  if (load<u32>(id) == 0) proxy_define_metric(COUNTER, textBytes(name), textSize(name), id);
}

/** Adds one to the counter whose number is in the cell. */
export function count(id: usize): void {
  proxy_increment_metric(load<u32>(id), 1);
}
