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
import { NormalizerConfig, screenOf, Section } from "./config";
import { count } from "./counters";
import { judgeHost } from "./judge-host";
import { normalize } from "./normalize";
import { refuseTooLarge, REWRITTEN } from "./outcome";

/** Judges one request by the configuration at `at`; answers what the callback must answer. */
export function judgeByNormalizer(at: usize, endOfStream: bool): u32 {
  const config = changetype<NormalizerConfig>(at);
  if (config.mark) setProperty(texts.NORMALIZER_MARK, textBytes(texts.JUDGED), textSize(texts.JUDGED));
  if (config.restore) return restore();
  let path: usize = 0;
  let size: usize = 0;
  let part: usize = 0;
  let partEnd: usize = 0;
  let seen: u32 = 0;
  if ((config.allTriggers | config.rules) != 0) {
    const status = getRequestHeader(texts.PATH);
    if (status == OK) {
      path = pointerCell();
      size = sizeCell();
      const offset = pathOffset(path, size);
      if (offset != NO_PATH) {
        const end = path + size;
        part = path + offset;
        seen = scan(screenOf(config), part, end) & config.allTriggers;
        partEnd = scanEnd;
      }
    } else if (status != NOT_FOUND) {
      return refuseTooLarge(config);
    }
  }
  // Most requests end here: no section has anything to do.
  if (seen == 0 && !config.someHostSteps) return CONTINUE;
  if (seen != 0 && partEnd - part > MAX_PATH) return refuseTooLarge(config);
  let section: Section = config;
  if (config.rules != 0) section = chooseRule(config, part, partEnd - part, seen);
  if (changetype<usize>(section) == 0) return refuseTooLarge(config);
  let host: u32 = CONTINUE;
  if (section.hostSteps != 0) {
    host = judgeHost(section);
    if (host != CONTINUE && host != REWRITTEN) return host;
  }
  let answer: u32 = CONTINUE;
  if (seen & section.triggers) answer = normalize(config, section, path, size, part, partEnd, seen, endOfStream);
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
