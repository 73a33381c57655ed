import { openTop } from "../../abi/arena";
import { isUnreserved, toLower } from "../../bytes/ascii";
import * as json from "../../bytes/json";
import { stringSize, stringStart } from "../../bytes/json-text";
import * as texts from "../../bytes/texts.gen";
import { RULE_KEY, RuleKey } from "../../bytes/words.gen";
import { room } from "../../abi/room";
import { relaxOnly } from "./bound";
import { NormalizerConfig, Rule, RULE_SIZE, SECTION_SIZE } from "./config";
import { readSectionKey } from "./read-section";

/** A host pattern or a path prefix of a rule: its size (u32), then its bytes. */
export const TEXT_HEADER: usize = 4;

/** RFC 1035 2.3.4, without the final dot. */
const LONGEST_HOST: usize = 253;

/** Reads `rules`. `known` is the whole configuration as it was made before of the same text, or 0: then nothing is inherited yet. */
export function readRules(config: NormalizerConfig, known: usize): void {
  const base = changetype<usize>(config);
  let last = changetype<Rule>(0);
  json.openArray();
  for (let i: u32 = 0; json.nextItem(i); i++) {
    const at = room(RULE_SIZE);
    if (at == 0) return;
    const rule = changetype<Rule>(at);
    if (i == 0) config.rules = <u32>(at - base);
    else last.next = <u32>(at - base);
    last = rule;
    if (known != 0) {
      memory.copy(at, known, SECTION_SIZE);
      // The same text was laid out in the same way.
      relaxOnly(changetype<Rule>(known + (at - base)).prefixes != 0 ? known : 0);
    }
    readRule(rule, base);
    relaxOnly(0);
  }
}

function readRule(rule: Rule, base: usize): void {
  const ruleAt = json.place();
  json.openObject();
  for (let key = json.nextKey(RULE_KEY); key >= 0; key = json.nextKey(RULE_KEY)) {
    if (key < RuleKey.Hosts) {
      readSectionKey(rule, key);
      continue;
    }
    const from = <u32>(openTop() - base);
    readTexts(key == RuleKey.Hosts);
    const end = <u32>(openTop() - base);
    if (key == RuleKey.Hosts) {
      rule.hosts = from;
      rule.hostsEnd = end;
    } else {
      rule.prefixes = from;
      rule.prefixesEnd = end;
    }
  }
  json.returnHere(ruleAt);
  if ((rule.hosts | rule.prefixes) == 0) json.complain(texts.A_RULE, texts.RULE_SCOPE);
}

/** Reads an array of host patterns or path prefixes to the end of the result. */
function readTexts(hosts: bool): void {
  const arrayAt = json.place();
  const expected = hosts ? texts.RULE_HOST : texts.RULE_PREFIX;
  let count: u32 = 0;
  json.openArray();
  while (json.nextItem(count++)) {
    if (!json.readText(expected)) return;
    const from = stringStart;
    let size = stringSize;
    if (hosts) size = hostSize(from, size);
    else if (!isPrefix(from, size)) size = 0;
    if (size == 0) {
      json.complainString(expected);
      return;
    }
    const at = room(TEXT_HEADER + size);
    if (at == 0) return;
    store<u32>(at, <u32>size);
    memory.copy(at + TEXT_HEADER, from, size);
  }
  json.returnHere(arrayAt);
  if (count == 1) json.complain(texts.NONE_OF, expected);
}

/**
 * Folds a host pattern in place: labels of unreserved bytes, or "*." before them, or "*". Its size, 0 for anything else. Not
 * host/pattern.ts, which tells apart faults that do not matter here and takes 120 bytes more than the filter may have.
 */
function hostSize(from: usize, size: usize): usize {
  // "*." is no catch-all with a final dot but a wildcard whose suffix was forgotten.
  if (size > 1 && load<u8>(from + size - 1) == 46 && load<u8>(from + size - 2) != 42) size--;
  if (size > LONGEST_HOST) return 0;
  let previous: u32 = 46;
  for (let i: usize = 0; i < size; i++) {
    const byte = toLower(load<u8>(from + i));
    store<u8>(from + i, byte);
    const star = byte == 42 && i == 0 && (size == 1 || load<u8>(from, 1) == 46);
    if (!star && (!isUnreserved(byte) || (byte == 46 && previous == 46))) return 0;
    previous = byte;
  }
  return previous == 46 ? 0 : size;
}

function isPrefix(from: usize, size: usize): bool {
  for (let i: usize = 0; i < size; i++) {
    if (load<u8>(from + i) == 63) return false;
  }
  return size > 0 && load<u8>(from) == 47;
}
