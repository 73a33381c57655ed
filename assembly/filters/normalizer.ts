import { resetArena } from "../abi/arena";
import { pointerCell, sizeCell } from "../abi/cells";
import { closeConfiguration, openConfiguration } from "../abi/configure";
import { replyNotConfigured } from "../abi/local-reply";
import { takeConfiguration } from "../abi/streams";
import { LOG_NORMALIZER } from "../bytes/texts.gen";
import { openCounters } from "./normalizer/counters";
import { judgeByNormalizer } from "./normalizer/judge";
import { readNormalizerConfig } from "./normalizer/read-config";

// normalizer: rewrites, refuses or redirects `:path` (and `:authority`) before authorization decides on it.

export { proxy_abi_version_0_2_1, proxy_on_context_create, proxy_on_memory_allocate } from "../abi/exports";

export function proxy_on_configure(root: u32, size: u32): u32 {
  openCounters();
  const read = openConfiguration(root, size, LOG_NORMALIZER);
  return closeConfiguration(root, read ? readNormalizerConfig(pointerCell(), sizeCell()) : 0);
}

export function proxy_on_request_headers(stream: u32, count: u32, endOfStream: u32): u32 {
  const configuration = takeConfiguration(stream);
  if (configuration == 0) return replyNotConfigured();
  resetArena();
  return judgeByNormalizer(configuration, endOfStream);
}
