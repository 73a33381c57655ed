import * as json from "../../bytes/json";
import * as texts from "../../bytes/texts.gen";
import { FORWARD, NORMALIZER_KEY, NormalizerKey } from "../../bytes/words.gen";
import { makeScreen } from "../../path/screen";
import { room } from "../../abi/room";
import { CONFIG_SIZE, NormalizerConfig, screenOf } from "./config";
import { readRules } from "./read-rules";
import { beginSections, readSectionKey } from "./read-section";

/**
 * Compiles the configuration in `text` (design: docs/normalizer.md); answers where the result begins, or 0, and then the line
 * holds the error. The text is read twice: a rule is held against the top level, which may stand behind it.
 */
export function readNormalizerConfig(text: usize, size: usize): usize {
  // The reader undoes the escapes of strings where they stand.
  json.openJson(texts.LOG_NORMALIZER, text, size);
  const copy = room(size);
  if (copy == 0) return 0;
  memory.copy(copy, text, size);
  const first = readOnce(copy, size, 0);
  return first == 0 ? 0 : readOnce(text, size, first);
}

/** `known` is what was made of the same text before, or 0. */
function readOnce(text: usize, size: usize, known: usize): usize {
  json.openJson(texts.LOG_NORMALIZER, text, size);
  const at = room(CONFIG_SIZE);
  if (at == 0) return 0;
  const config = changetype<NormalizerConfig>(at);
  beginSections(config);
  config.rejectStatus = 400;
  let restoreAt: usize = 0;
  let others = false;
  if (size > 0) {
    json.openObject();
    for (let key = json.nextKey(NORMALIZER_KEY); key >= 0; key = json.nextKey(NORMALIZER_KEY)) {
      if (key < NormalizerKey.Restore) others = true;
      switch (key) {
        case NormalizerKey.Forward:
          config.original = json.readWord(FORWARD) == 1;
          break;
        case NormalizerKey.Rules:
          readRules(config, known);
          break;
        case NormalizerKey.Restore:
          restoreAt = json.place();
          config.restore = json.readBoolean();
          break;
        case NormalizerKey.Mark:
          config.mark = json.readBoolean();
          break;
        default:
          readSectionKey(config, key);
      }
    }
    json.closeJson();
  }
  if (config.restore && others && !json.failed()) {
    json.returnTo(restoreAt, NORMALIZER_KEY, NormalizerKey.Restore);
    json.complain(texts.RESTORE_WITH, texts.RESTORE_ALONE);
  }
  if (json.failed()) return 0;
  makeScreen(screenOf(config), config.allTriggers);
  return at;
}
