import { resetArena } from "../abi/arena";
import { pointerCell, sizeCell } from "../abi/cells";
import { closeConfiguration, openConfiguration } from "../abi/configure";
import { replyNotConfigured } from "../abi/local-reply";
import { takeConfiguration } from "../abi/streams";
import { LOG_GUARD } from "../bytes/texts.gen";
import { openCounters } from "./guard/counters";
import { judgeByGuard } from "./guard/judge";
import { readGuardConfig } from "./guard/read-config";

// misdirected-guard: answers 421 when the authority of a request belongs to another TLS listener than the connection's SNI.

export { proxy_abi_version_0_2_1, proxy_on_context_create, proxy_on_memory_allocate } from "../abi/exports";

export function proxy_on_configure(root: u32, size: u32): u32 {
  openCounters();
  const read = openConfiguration(root, size, LOG_GUARD);
  return closeConfiguration(root, read ? readGuardConfig(pointerCell(), sizeCell()) : 0);
}

export function proxy_on_request_headers(stream: u32, count: u32, endOfStream: u32): u32 {
  const configuration = takeConfiguration(stream);
  if (configuration == 0) return replyNotConfigured();
  resetArena();
  return judgeByGuard(configuration);
}
