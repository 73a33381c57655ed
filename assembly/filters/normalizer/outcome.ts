import { reply } from "../../abi/local-reply";
import { logRequest, mayLog } from "../../abi/log";
import { setProperty } from "../../abi/property";
import { LOG_WARN } from "../../abi/status";
import { begin, put, putByte, putQuoted } from "../../bytes/line";
import { textBytes, textSize } from "../../bytes/text";
import * as texts from "../../bytes/texts.gen";
import { NORMALIZER_COUNTER, NormalizerCounter } from "../../bytes/words.gen";
import { wordText } from "../../bytes/words";
import { count } from "./counters";
import { Section } from "./config";

/** What a part of the judgement answers when it has changed the request, which goes on: no answer of the callback. */
export const REWRITTEN: u32 = 2;

/** Counts the outcome, and puts response code details into the line that tell what and why: `portcullis_path_rejected{nul}`. */
export function countWithDetails(outcome: NormalizerCounter, what: usize, reason: usize): void {
  count(outcome);
  begin(texts.DETAILS);
  put(what);
  putByte(95);
  put(wordText(NORMALIZER_COUNTER, outcome));
  putByte(123);
  put(reason);
  putByte(125);
}

/** Refuses the request: `what` is "path" or "host", `reason` the step. */
export function reject(section: Section, what: usize, reason: usize): u32 {
  countWithDetails(NormalizerCounter.Rejected, what, reason);
  return reply(section.rejectStatus, texts.BODY_REJECTED);
}

export function refuseTooLarge(section: Section): u32 {
  return reject(section, texts.WORD_PATH, texts.TOO_LARGE);
}

/** What a step with the action `report` would have done: counter, filter state with the step's name, and a log line. */
export function report(step: usize, verb: usize, what: usize, value: usize, size: usize): void {
  count(NormalizerCounter.Reported);
  setProperty(texts.REPORTED_STATE, textBytes(step), textSize(step));
  if (!mayLog()) return;
  begin(texts.LOG_NORMALIZER);
  put(texts.LOG_REPORTED);
  put(step);
  put(verb);
  put(what);
  putByte(32);
  putQuoted(value, size);
  logRequest(LOG_WARN);
}
