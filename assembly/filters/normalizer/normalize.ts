import { sameBytes } from "../../bytes/same";
import { pointerCell, sizeCell } from "../../abi/cells";
import { getRequestHeader, replaceRequestHeader } from "../../abi/headers";
import { setProperty } from "../../abi/property";
import { CONTINUE, NOT_FOUND, OK } from "../../abi/status";
import { textBytes, textSize } from "../../bytes/text";
import * as texts from "../../bytes/texts.gen";
import { STEP } from "../../bytes/words.gen";
import { wordText } from "../../bytes/words";
import {
  changes,
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
import { NormalizerConfig, screenOf, Section } from "./config";
import { reject, refuseTooLarge, report, REWRITTEN } from "./outcome";
import { redirect } from "./redirect";

/**
 * Runs the section's pipeline over the path part, `partSize` bytes at `part` of the `size` bytes at `path`, in which the scan saw
 * something to do, and acts on the outcome. Answers REWRITTEN, or what the callback must answer.
 */
export function normalize(
  config: NormalizerConfig,
  section: Section,
  path: usize,
  size: usize,
  part: usize,
  partSize: usize,
  seen: u32,
  endOfStream: u32,
): u32 {
  const stages = changetype<usize>(config) + section.stages;
  const outcome = runPipeline(stages, section.stageCount, part, partSize, seen, screenOf(config));
  // What the last steps put back as it was is no change: STRICT decodes %20 and escapes it again.
  const undone =
    changes > 1 && outcome != Outcome.Rejected && resultSize == partSize && sameBytes(result, part, partSize);
  const clean = outcome == Outcome.Clean || undone;
  if (clean && reports == 0) return CONTINUE;
  // The target of a classic CONNECT is an authority, and its stream goes on behind the headers: only where both may be so is it
  // worth a host call to know.
  if ((endOfStream == 0 || load<u8>(path) != 47) && isClassicConnect()) return CONTINUE;
  if (reports > 0) {
    const verb = isCheck(reportedStep) ? texts.LOG_FINDS : texts.LOG_WOULD;
    report(wordText(STEP, reportedStep), verb, texts.WORD_PATH, path, size);
  }
  if (clean) return CONTINUE;
  if (outcome == Outcome.Rejected || (outcome == Outcome.Redirected && isGrpc())) {
    return reject(section, texts.WORD_PATH, wordText(STEP, decidingStep));
  }
  const before = part - path;
  const valueSize = assemble(path, size, part, part + partSize);
  if (outcome == Outcome.Redirected) {
    return redirect(result + before, valueSize - before, spareBuffer, wordText(STEP, decidingStep));
  }
  if (config.original && setProperty(texts.ORIGINAL_PATH, path, size) != OK) return refuseTooLarge(section);
  return replaceRequestHeader(texts.PATH, result, valueSize) == OK ? REWRITTEN : refuseTooLarge(section);
}

/** Puts what stood before the path part, and the query, around the result, where it lies; answers the size of the whole. */
function assemble(path: usize, size: usize, part: usize, partEnd: usize): usize {
  const before = part - path;
  const query = path + size - partEnd;
  if (before > 0) {
    memory.copy(result + before, result, resultSize);
    memory.copy(result, path, before);
  }
  // Sixteen bytes at a time, up to 15 more than there are: both have room for that. memory.copy is a call out of the module.
  const to = result + before + resultSize;
  for (let i: usize = 0; i < query; i += 16) v128.store(to + i, v128.load(partEnd + i));
  return before + resultSize + query;
}

/** CONNECT without :protocol (RFC 9110 9.3.6, not the extended form of RFC 8441). */
function isClassicConnect(): bool {
  if (!headerIs(texts.METHOD, texts.CONNECT)) return false;
  return getRequestHeader(texts.PROTOCOL) != OK || sizeCell() == 0;
}

/** Whether the content type is application/grpc, also with +proto and the like. */
function isGrpc(): bool {
  const status = getRequestHeader(texts.CONTENT_TYPE);
  // One that could not be read is as good as gRPC: rejected, not redirected.
  if (status != OK) return status != NOT_FOUND;
  if (sizeCell() < textSize(texts.GRPC)) return false;
  if (!sameBytes(pointerCell(), textBytes(texts.GRPC), textSize(texts.GRPC))) return false;
  if (sizeCell() == textSize(texts.GRPC)) return true;
  const next: u32 = load<u8>(pointerCell() + textSize(texts.GRPC));
  return next == 43 || next == 59;
}

function headerIs(name: usize, text: usize): bool {
  if (getRequestHeader(name) != OK || sizeCell() != textSize(text)) return false;
  return sameBytes(pointerCell(), textBytes(text), textSize(text));
}
