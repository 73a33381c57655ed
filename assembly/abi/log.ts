import { proxy_get_current_time_nanoseconds, proxy_log } from "@solo-io/proxy-runtime/assembly/imports";
import { line, lineSize, put, putByte, putNumber } from "../bytes/line";
import { LOG_NOT_SHOWN } from "../bytes/texts.gen";

/** Logs the line. */
export function log(level: u32): void {
  proxy_log(level, line(), lineSize());
}

// Requests must not be able to fill the log: at most this many lines a second and VM, the rest is counted.
const LINES_A_SECOND: u32 = 10;
const SECOND: u64 = 1000000000;

// @ts-ignore: decorator
@lazy const NOW: usize = memory.data(8, 8);
let second: u64 = 0;
let lines: u32 = 0;
let suppressed: u32 = 0;

/** Nanoseconds since 1970, 0 where the host cannot tell. */
export function now(): u64 {
  return proxy_get_current_time_nanoseconds(NOW) == 0 ? load<u64>(NOW) : 0;
}

/** Whether a line about a request may be logged now; to be asked before the line is made. */
export function mayLog(): bool {
  const current = now() / SECOND;
  if (current == 0) return true;
  if (current != second) {
    second = current;
    lines = 0;
  }
  if (lines == LINES_A_SECOND) {
    suppressed++;
    return false;
  }
  lines++;
  return true;
}

/** Logs the line about a request, with the number of those that mayLog refused since the last one. */
export function logRequest(level: u32): void {
  if (suppressed > 0) {
    put(LOG_NOT_SHOWN);
    putNumber(suppressed);
    putByte(41);
    suppressed = 0;
  }
  log(level);
}
