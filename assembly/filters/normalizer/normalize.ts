import { sameBytes } from "../../bytes/same";
import { pointerCell, sizeCell } from "../../abi/cells";
import { getRequestHeader, replaceRequestHeader } from "../../abi/headers";
import { reply } from "../../abi/local-reply";
import { logRequest, mayLog } from "../../abi/log";
import { setProperty } from "../../abi/property";
import { CONTINUE, LOG_WARN, OK } from "../../abi/status";
import { begin, put, putQuoted } from "../../bytes/line";
import { textBytes, textSize } from "../../bytes/text";
import * as texts from "../../bytes/texts.gen";
import { NormalizerCounter, STEP } from "../../bytes/words.gen";
import { wordText } from "../../bytes/words";
import {
  decidingStep,
  isCheck,
  Outcome,
  reportedStep,
  reports,
  result,
  resultSize,
  runPipeline,
  spareBuffer,
} from "../../path/pipeline";
import { NormalizerConfig, stagesOf } from "./config";
import { count } from "./counters";
import { countWithDetails } from "./details";
import { redirect } from "./redirect";

/**
 * Runs the pipeline over the path part [`part`, `partEnd`) of the `size` bytes at `path`, in which the scan saw something to do,
 * and acts on the outcome.
 */
export function normalize(
  config: NormalizerConfig,
  path: usize,
  size: usize,
  part: usize,
  partEnd: usize,
  seen: u32,
): u32 {
  const outcome = runPipeline(stagesOf(config), config.stageCount, part, partEnd - part, seen);
  if (outcome == Outcome.Clean && reports == 0) return CONTINUE;
  // Only now is it worth a host call to know; the path of a classic CONNECT is none.
  if (isClassicConnect()) return CONTINUE;
  if (reports > 0) report(path, size);
  if (outcome == Outcome.Clean) return CONTINUE;
  if (outcome == Outcome.Rejected) return reject(config.rejectStatus);
  const before = part - path;
  const valueSize = assemble(path, size, part, partEnd);
  if (outcome == Outcome.Redirected) {
    return isGrpc() ? reject(config.rejectStatus) : redirect(result + before, valueSize - before, spareBuffer);
  }
  if (config.original && setProperty(texts.ORIGINAL_PATH, path, size) != OK) return reject(config.rejectStatus);
  if (replaceRequestHeader(texts.PATH, result, valueSize) != OK) return reject(config.rejectStatus);
  count(NormalizerCounter.Rewritten);
  return CONTINUE;
}

function reject(status: u32): u32 {
  countWithDetails(NormalizerCounter.Rejected, wordText(STEP, decidingStep));
  return reply(status, texts.BODY_REJECTED);
}

function report(path: usize, size: usize): void {
  count(NormalizerCounter.Reported);
  if (!mayLog()) return;
  begin(texts.LOG_NORMALIZER);
  put(texts.LOG_REPORTED);
  put(wordText(STEP, reportedStep));
  put(isCheck(reportedStep) ? texts.LOG_FINDS : texts.LOG_WOULD);
  putQuoted(path, size);
  logRequest(LOG_WARN);
}

/** Puts what stood before the path part, and the query, around the result, where it lies; answers the size of the whole. */
function assemble(path: usize, size: usize, part: usize, partEnd: usize): usize {
  const before = part - path;
  const query = path + size - partEnd;
  if (before > 0) {
    memory.copy(result + before, result, resultSize);
    memory.copy(result, path, before);
  }
  memory.copy(result + before + resultSize, partEnd, query);
  return before + resultSize + query;
}

/** CONNECT without :protocol (RFC 9110 9.3.6, not the extended form of RFC 8441). */
function isClassicConnect(): bool {
  if (!headerIs(texts.METHOD, texts.CONNECT)) return false;
  return getRequestHeader(texts.PROTOCOL) != OK || sizeCell() == 0;
}

/** Whether the content type is application/grpc, also with +proto and the like. */
function isGrpc(): bool {
  if (getRequestHeader(texts.CONTENT_TYPE) != OK || sizeCell() < textSize(texts.GRPC)) return false;
  if (!sameBytes(pointerCell(), textBytes(texts.GRPC), textSize(texts.GRPC))) return false;
  if (sizeCell() == textSize(texts.GRPC)) return true;
  const next: u32 = load<u8>(pointerCell() + textSize(texts.GRPC));
  return next == 43 || next == 59;
}

function headerIs(name: usize, text: usize): bool {
  if (getRequestHeader(name) != OK || sizeCell() != textSize(text)) return false;
  return sameBytes(pointerCell(), textBytes(text), textSize(text));
}
