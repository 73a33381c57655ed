import { pointerCell, sizeCell } from "../../abi/cells";
import { getRequestHeader, replaceRequestHeader } from "../../abi/headers";
import { getProperty, setProperty } from "../../abi/property";
import { CONTINUE, NOT_FOUND, OK } from "../../abi/status";
import { textBytes, textSize } from "../../bytes/text";
import * as texts from "../../bytes/texts.gen";
import { NormalizerCounter } from "../../bytes/words.gen";
import { MAX_PATH } from "../../path/pipeline";
import { scan, scanEnd } from "../../path/scan";
import { NO_PATH, pathOffset } from "../../path/target";
import { chooseRule } from "./choose-rule";
import { isRare, NormalizerConfig, screenOf, Section } from "./config";
import { count } from "./counters";
import { judgeHost } from "./judge-host";
import { normalize } from "./normalize";
import { refuseTooLarge, REWRITTEN } from "./outcome";

/** Judges one request by the configuration at `at`; answers what the callback must answer. */
// @ts-ignore: decorator
@inline
export function judgeByNormalizer(at: usize, endOfStream: u32): u32 {
  const config = changetype<NormalizerConfig>(at);
  if (isRare(config)) {
    if (config.mark) setProperty(texts.NORMALIZER_MARK, textBytes(texts.JUDGED), textSize(texts.JUDGED));
    if (config.restore) return restore();
  }
  let offset: usize = NO_PATH;
  let seen: u32 = 0;
  if (config.allTriggers != 0 || config.rules != 0) {
    const status = getRequestHeader(texts.PATH);
    if (status == OK) {
      const path = pointerCell();
      const size = sizeCell();
      offset = pathOffset(path, size);
      if (offset != NO_PATH) {
        seen = scan(screenOf(config), path + offset, path + size) & config.allTriggers;
        // Most requests end here: no section has anything to do.
        if (seen == 0 && !config.someHostSteps) return CONTINUE;
      }
    } else if (status != NOT_FOUND) {
      return refuseTooLarge(config);
    }
  }
  const path = pointerCell();
  const size = sizeCell();
  const part = path + offset;
  const partSize: usize = offset == NO_PATH ? 0 : scanEnd - part;
  if (seen != 0 && partSize > MAX_PATH) return refuseTooLarge(config);
  let section: Section = config;
  if (config.rules != 0) section = chooseRule(config, part, partSize, seen);
  if (changetype<usize>(section) == 0) return refuseTooLarge(config);
  let host: u32 = CONTINUE;
  if (section.hostSteps != 0) {
    host = judgeHost(section);
    if (host != CONTINUE && host != REWRITTEN) return host;
  }
  let answer: u32 = CONTINUE;
  if (seen & section.triggers) answer = normalize(config, section, path, size, part, partSize, seen, endOfStream);
  if (answer == CONTINUE) answer = host;
  if (answer != REWRITTEN) return answer;
  // Once a request, whether its host was rewritten, its path, or both.
  count(NormalizerCounter.Rewritten);
  return CONTINUE;
}

/** The second instance, behind authorization: puts back what the first one saved. */
function restore(): u32 {
  if (getProperty(texts.ORIGINAL_PATH) != OK || sizeCell() == 0) return CONTINUE;
  replaceRequestHeader(texts.PATH, pointerCell(), sizeCell());
  return CONTINUE;
}
