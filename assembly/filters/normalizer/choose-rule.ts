import { pointerCell, sizeCell } from "../../abi/cells";
import { copyRequestHeader } from "../../abi/headers";
import { NOT_FOUND, OK } from "../../abi/status";
import { sameBytes } from "../../bytes/same";
import { AUTHORITY } from "../../bytes/texts.gen";
import { foldHost, HOST_FOLD } from "../../host/authority";
import { Outcome, result, resultSize, runPipeline } from "../../path/pipeline";
import { NormalizerConfig, Rule, screenOf, Section } from "./config";
import { TEXT_HEADER } from "./read-rules";

/**
 * The first rule that the request falls under, else the top level. The `size` bytes at `part` are its path part, none where it
 * names no path; `seen` is what the scan answered for them. A rule's prefix must begin the path part as it came and as the top
 * level normalizes it: no spelling leads to a rule that the normalized path does not belong to. 0 when the authority could not be
 * read.
 */
export function chooseRule(config: NormalizerConfig, part: usize, size: usize, seen: u32): Section {
  const base = changetype<usize>(config);
  let host: usize = 0;
  let hostSize: usize = 0;
  let normalized: usize = 0;
  let normalizedSize: usize = 0;
  for (let offset = config.rules; offset != 0;) {
    const rule = changetype<Rule>(base + offset);
    offset = rule.next;
    if (rule.hosts != 0) {
      if (host == 0) {
        // An absent authority is an empty one, and lies anywhere.
        host = base;
        const status = copyRequestHeader(AUTHORITY);
        if (status == OK) {
          host = pointerCell();
          hostSize = foldHost(host, sizeCell(), HOST_FOLD);
        } else if (status != NOT_FOUND) {
          return changetype<Section>(0);
        }
      }
      if (!matches(base + rule.hosts, base + rule.hostsEnd, host, hostSize, true)) continue;
    }
    if (rule.prefixes != 0) {
      if (normalized == 0) {
        normalized = part;
        normalizedSize = size;
        if (seen & config.triggers) {
          const stages = base + config.stages;
          const outcome = runPipeline(stages, config.stageCount, part, size, seen, screenOf(config), true);
          normalized = result;
          normalizedSize = outcome == Outcome.Rejected ? 0 : resultSize;
        }
      }
      if (!matches(base + rule.prefixes, base + rule.prefixesEnd, normalized, normalizedSize, false)) continue;
      // The path belongs to this rule, and was spelled so that it does not look so: no later rule may be had that way.
      if (!matches(base + rule.prefixes, base + rule.prefixesEnd, part, size, false)) return config;
    }
    return rule;
  }
  return config;
}

/** Whether the `size` bytes at `from` fit one of the patterns: hosts as a whole, with "*" for what stands before, or prefixes. */
function matches(pattern: usize, end: usize, from: usize, size: usize, hosts: bool): bool {
  while (pattern < end) {
    let length: usize = load<u32>(pattern);
    let text = pattern + TEXT_HEADER;
    pattern = (text + length + 15) & ~15;
    let skipped: usize = 0;
    if (hosts) {
      const wild = load<u8>(text) == 42;
      if (wild) {
        text++;
        length--;
        // A wildcard stands for at least one byte, "*" alone for no authority too.
        if (length > 0 && size <= length) continue;
        skipped = size - length;
      } else if (size != length) {
        continue;
      }
    }
    if (size >= length && sameBytes(from + skipped, text, length)) return true;
  }
  return false;
}
