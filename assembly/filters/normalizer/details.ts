import { begin, put, putByte } from "../../bytes/line";
import { DETAILS_PATH } from "../../bytes/texts.gen";
import { NORMALIZER_COUNTER, NormalizerCounter } from "../../bytes/words.gen";
import { wordText } from "../../bytes/words";
import { count } from "./counters";

/** Counts the outcome, and puts response code details into the line that name it and why: `portcullis_path_rejected{nul}`. */
export function countWithDetails(outcome: NormalizerCounter, reason: usize): void {
  count(outcome);
  begin(DETAILS_PATH);
  put(wordText(NORMALIZER_COUNTER, outcome));
  putByte(123);
  put(reason);
  putByte(125);
}
