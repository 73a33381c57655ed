import { allocate } from "../../abi/arena";
import { pointerCell, sizeCell } from "../../abi/cells";
import { getRequestHeader, replaceRequestHeader } from "../../abi/headers";
import { CONTINUE, NOT_FOUND, OK } from "../../abi/status";
import { sameBytes } from "../../bytes/same";
import { AUTHORITY, LOG_WOULD, WORD_HOST } from "../../bytes/texts.gen";
import { HOST_STEP, HostAction } from "../../bytes/words.gen";
import { wordText } from "../../bytes/words";
import { foldHost } from "../../host/authority";
import { Section } from "./config";
import { refuseTooLarge, reject, report, REWRITTEN } from "./outcome";

/**
 * Runs the host steps of the section over the authority; an authority of which nothing would remain is left as it is. Answers
 * REWRITTEN, or what the callback must answer.
 */
export function judgeHost(section: Section): u32 {
  const status = getRequestHeader(AUTHORITY);
  if (status == NOT_FOUND) return CONTINUE;
  const before = pointerCell();
  let size = sizeCell();
  // The host wrote the value into our memory: each step works on a copy, to see whether anything changes.
  let value = before;
  let rewritten = false;
  let steps = section.hostSteps;
  for (let step: u32 = 0; steps != 0; step++, steps >>= 4) {
    if ((steps & 15) == 0) continue;
    const action = (steps & 15) - 1;
    const copy = allocate(size);
    if (status != OK || copy == 0) return refuseTooLarge(section);
    memory.copy(copy, value, size);
    const folded = foldHost(copy, size, 1 << step);
    if (folded == 0) return CONTINUE;
    if (folded == size && sameBytes(value, copy, size)) continue;
    const name = wordText(HOST_STEP, step);
    if (action == HostAction.Reject) return reject(section, WORD_HOST, name);
    if (action == HostAction.Report) {
      report(name, LOG_WOULD, WORD_HOST, value, size);
      continue;
    }
    value = copy;
    size = folded;
    rewritten = true;
  }
  if (!rewritten) return CONTINUE;
  return replaceRequestHeader(AUTHORITY, value, size) == OK ? REWRITTEN : refuseTooLarge(section);
}
