import { CONTINUE } from "../../abi/status";
import { judgeByGuard } from "../guard/judge";
import { judgeByNormalizer } from "../normalizer/judge";
import { GatewayConfig } from "./config";

/** Judges one request: a misdirected one is not worth a look at its path. */
export function judgeByBoth(at: usize, endOfStream: u32): u32 {
  const config = changetype<GatewayConfig>(at);
  if (config.guard != 0) {
    const answer = judgeByGuard(at + config.guard);
    if (answer != CONTINUE) return answer;
  }
  return config.normalizer == 0 ? CONTINUE : judgeByNormalizer(at + config.normalizer, endOfStream);
}
