import { pointerCell, sizeCell } from "../abi/cells";
import { closeConfiguration, openConfiguration } from "../abi/configure";
import { readRequestHeaders } from "../abi/headers";
import { replyNotConfigured } from "../abi/local-reply";
import { takeConfiguration } from "../abi/streams";
import { LOG_GATEWAY } from "../bytes/texts.gen";
import { judgeByBoth } from "./gateway/judge";
import { readGatewayConfig } from "./gateway/read-config";
import { openCounters as openGuardCounters } from "./guard/counters";
import { openCounters as openNormalizerCounters } from "./normalizer/counters";

// gateway: misdirected-guard and normalizer in one module, the guard first. The headers are read once for both.

export { proxy_abi_version_0_2_1, proxy_on_context_create, proxy_on_memory_allocate } from "../abi/exports";

export function proxy_on_configure(root: u32, size: u32): u32 {
  openGuardCounters();
  openNormalizerCounters();
  const read = openConfiguration(root, size, LOG_GATEWAY);
  return closeConfiguration(root, read ? readGatewayConfig(pointerCell(), sizeCell()) : 0);
}

export function proxy_on_request_headers(stream: u32, count: u32, endOfStream: u32): u32 {
  const configuration = takeConfiguration(stream);
  if (configuration == 0) return replyNotConfigured();
  readRequestHeaders();
  return judgeByBoth(configuration, endOfStream);
}
