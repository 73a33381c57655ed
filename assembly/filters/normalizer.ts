import { resetArena } from "../abi/arena";
import { configure } from "../abi/configure";
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
  return configure(root, size, LOG_NORMALIZER, readNormalizerConfig);
}

export function proxy_on_request_headers(stream: u32, count: u32, endOfStream: u32): u32 {
  resetArena();
  const configuration = takeConfiguration(stream);
  return configuration == 0 ? replyNotConfigured() : judgeByNormalizer(configuration, endOfStream != 0);
}
