import { closeGap, openTop } from "../../abi/arena";
import { room } from "../../abi/room";
import * as json from "../../bytes/json";
import * as texts from "../../bytes/texts.gen";
import { GATEWAY_KEY, GatewayKey } from "../../bytes/words.gen";
import { readGuardConfig } from "../guard/read-config";
import { readNormalizerConfig } from "../normalizer/read-config";
import { GATEWAY_CONFIG_SIZE, GatewayConfig } from "./config";

/** Compiles the configuration in `text` (docs/gateway.md). On failure the line holds the error. */
export function readGatewayConfig(text: usize, size: usize): usize {
  json.unnestJson();
  json.openJson(texts.LOG_GATEWAY, text, size);
  const base = room(GATEWAY_CONFIG_SIZE);
  if (base == 0) return 0;
  const config = changetype<GatewayConfig>(base);
  let guard: usize = 0;
  let guardEnd: usize = 0;
  let normalizer: usize = 0;
  let normalizerEnd: usize = 0;
  const whole = json.place();
  json.openObject();
  for (let key = json.nextKey(GATEWAY_KEY); key >= 0; key = json.nextKey(GATEWAY_KEY)) {
    const from = json.place();
    const end = json.skipObject();
    if (key == GatewayKey.Guard) {
      guard = from;
      guardEnd = end;
    } else {
      normalizer = from;
      normalizerEnd = end;
    }
  }
  json.closeJson();
  if ((guard | normalizer) == 0) {
    json.returnHere(whole);
    json.complain(texts.NO_JOB, texts.SOME_JOB);
  }
  if (json.failed()) return 0;
  if (guard != 0) {
    json.nestJson(texts.LOG_GATEWAY, guard - text, GATEWAY_KEY, GatewayKey.Guard);
    const at = readGuardConfig(guard, guardEnd - guard);
    if (at == 0) return 0;
    config.guard = <u32>(at - base);
  }
  if (normalizer != 0) {
    const at = openTop();
    json.nestJson(texts.LOG_GATEWAY, normalizer - text, GATEWAY_KEY, GatewayKey.Normalizer);
    const read = readNormalizerConfig(normalizer, normalizerEnd - normalizer);
    if (read == 0) return 0;
    // It was put together behind a copy of its text and a first reading.
    closeGap(at, read);
    config.normalizer = <u32>(at - base);
  }
  return base;
}
