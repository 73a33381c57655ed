import { sameBytes } from "../../bytes/same";
import { allocate, resetArena } from "../../abi/arena";
import { pointerCell, sizeCell } from "../../abi/cells";
import { getRequestHeader, replaceRequestHeader } from "../../abi/headers";
import { reply } from "../../abi/local-reply";
import { getProperty, setProperty } from "../../abi/property";
import { CONTINUE, NOT_FOUND, OK } from "../../abi/status";
import { takeConfiguration } from "../../abi/streams";
import { begin } from "../../bytes/line";
import { textBytes, textSize } from "../../bytes/text";
import * as texts from "../../bytes/texts.gen";
import { NormalizerCounter } from "../../bytes/words.gen";
import { foldHost } from "../../host/authority";
import { MAX_PATH } from "../../path/pipeline";
import { skipPlain } from "../../path/screen";
import { scanBehind, scanEnd } from "../../path/scan";
import { NO_PATH, pathOffset } from "../../path/target";
import { NormalizerConfig, screenOf } from "./config";
import { normalize } from "./normalize";
import { countWithDetails } from "./details";

/** Judges one request: the body of proxy_on_request_headers. */
export function judgeRequest(stream: u32): u32 {
  resetArena();
  const at = takeConfiguration(stream);
  if (at == 0) return refuseUnconfigured();
  const config = changetype<NormalizerConfig>(at);
  if (config.mark) setProperty(texts.NORMALIZER_MARK, textBytes(texts.JUDGED), textSize(texts.JUDGED));
  if (config.restore) return restore();
  if (config.hostSteps && !normalizeHost(config.hostSteps)) return refuseTooLarge(config);
  if (config.stageCount == 0) return CONTINUE;
  const status = getRequestHeader(texts.PATH);
  if (status == NOT_FOUND) return CONTINUE;
  if (status != OK) return refuseTooLarge(config);
  return judgePath(config, pointerCell(), sizeCell());
}

function judgePath(config: NormalizerConfig, path: usize, size: usize): u32 {
  const offset = pathOffset(path, size);
  if (offset == NO_PATH) return CONTINUE;
  const end = path + size;
  const seen = scanBehind(skipPlain(screenOf(config), path + offset, end), path + offset, end);
  if (!(seen & config.triggers)) return CONTINUE;
  if (scanEnd - path - offset > MAX_PATH) return refuseTooLarge(config);
  return normalize(config, path, size, path + offset, scanEnd, seen);
}

/** false when the authority could not be read or written. */
function normalizeHost(steps: u32): bool {
  const status = getRequestHeader(texts.AUTHORITY);
  if (status == NOT_FOUND) return true;
  if (status != OK) return false;
  const host = pointerCell();
  const size = sizeCell();
  // The host wrote the value into our memory: fold a copy, to see whether anything changed.
  const copy = copyOf(host, size);
  if (copy == 0) return false;
  const folded = foldHost(copy, size, steps);
  // An authority of which nothing remains is left as it is.
  if (folded == 0 || (folded == size && sameBytes(host, copy, size))) return true;
  return replaceRequestHeader(texts.AUTHORITY, copy, folded) == OK;
}

/** The second instance, behind authorization: puts back what the first one saved. */
function restore(): u32 {
  if (getProperty(texts.ORIGINAL_PATH) != OK || sizeCell() == 0) return CONTINUE;
  replaceRequestHeader(texts.PATH, pointerCell(), sizeCell());
  return CONTINUE;
}

function refuseTooLarge(config: NormalizerConfig): u32 {
  countWithDetails(NormalizerCounter.Rejected, texts.TOO_LARGE);
  return reply(config.rejectStatus, texts.BODY_REJECTED);
}

/** No configuration for this stream: nothing may pass that nobody judged. */
function refuseUnconfigured(): u32 {
  begin(texts.DETAILS_NOT_CONFIGURED);
  return reply(503, texts.BODY_REJECTED);
}

function copyOf(from: usize, size: usize): usize {
  const copy = allocate(size);
  if (copy != 0) memory.copy(copy, from, size);
  return copy;
}
