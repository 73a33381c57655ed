// Made from tools/catalog by scripts/gen.mjs. Do not edit.
// texts of group shared
// @ts-ignore: decorator
@lazy export const SHARED: usize = memory.data<u8>([10, 58, 97, 117, 116, 104, 111, 114, 105, 116, 121, 7, 58, 109, 101, 116, 104, 111, 100, 9, 58, 112, 114, 111, 116, 111, 99, 111, 108, 7, 67, 79, 78, 78, 69, 67, 84, 6, 106, 117, 100, 103, 101, 100, 25, 112, 111, 114, 116, 99, 117, 108, 108, 105, 115, 95, 110, 111, 116, 95, 99, 111, 110, 102, 105, 103, 117, 114, 101, 100, 12, 66, 97, 100, 32, 82, 101, 113, 117, 101, 115, 116, 10, 10, 114, 101, 112, 111, 114, 116, 101, 100, 58, 32, 25, 32, 40, 108, 105, 110, 101, 115, 32, 110, 111, 116, 32, 115, 104, 111, 119, 110, 32, 115, 105, 110, 99, 101, 58, 32, 7, 32, 40, 98, 121, 116, 101, 32, 9, 41, 58, 32, 102, 111, 117, 110, 100, 32, 11, 44, 32, 101, 120, 112, 101, 99, 116, 101, 100, 32, 7, 111, 110, 101, 32, 111, 102, 32, 2, 44, 32, 1, 34, 3, 46, 46, 46, 1, 36, 19, 116, 104, 101, 32, 101, 110, 100, 32, 111, 102, 32, 116, 104, 101, 32, 116, 101, 120, 116, 5, 98, 121, 116, 101, 32, 9, 97, 110, 32, 111, 98, 106, 101, 99, 116, 8, 97, 110, 32, 97, 114, 114, 97, 121, 13, 116, 114, 117, 101, 32, 111, 114, 32, 102, 97, 108, 115, 101, 20, 97, 32, 119, 104, 111, 108, 101, 32, 110, 117, 109, 98, 101, 114, 32, 102, 114, 111, 109, 32, 4, 32, 116, 111, 32, 22, 97, 32, 107, 101, 121, 32, 105, 110, 32, 100, 111, 117, 98, 108, 101, 32, 113, 117, 111, 116, 101, 115, 3, 34, 58, 34, 10, 34, 44, 34, 32, 111, 114, 32, 34, 125, 34, 10, 34, 44, 34, 32, 111, 114, 32, 34, 93, 34, 12, 110, 111, 116, 104, 105, 110, 103, 32, 109, 111, 114, 101, 14, 97, 32, 118, 97, 108, 105, 100, 32, 101, 115, 99, 97, 112, 101, 19, 110, 111, 32, 114, 97, 119, 32, 99, 111, 110, 116, 114, 111, 108, 32, 98, 121, 116, 101, 22, 97, 32, 99, 108, 111, 115, 105, 110, 103, 32, 100, 111, 117, 98, 108, 101, 32, 113, 117, 111, 116, 101, 6, 32, 97, 103, 97, 105, 110, 13, 101, 97, 99, 104, 32, 107, 101, 121, 32, 111, 110, 99, 101, 8, 116, 111, 111, 32, 109, 117, 99, 104, 20, 119, 104, 97, 116, 32, 102, 105, 116, 115, 32, 116, 104, 101, 32, 109, 101, 109, 111, 114, 121]);
// ":authority"
// @ts-ignore: decorator
@lazy @inline export const AUTHORITY: usize = SHARED + 0;
// ":method"
// @ts-ignore: decorator
@lazy @inline export const METHOD: usize = SHARED + 11;
// ":protocol"
// @ts-ignore: decorator
@lazy @inline export const PROTOCOL: usize = SHARED + 19;
// "CONNECT"
// @ts-ignore: decorator
@lazy @inline export const CONNECT: usize = SHARED + 29;
// "judged"
// @ts-ignore: decorator
@lazy @inline export const JUDGED: usize = SHARED + 37;
// "portcullis_not_configured"
// @ts-ignore: decorator
@lazy @inline export const DETAILS_NOT_CONFIGURED: usize = SHARED + 44;
// "Bad Request\n"
// @ts-ignore: decorator
@lazy @inline export const BODY_REJECTED: usize = SHARED + 70;
// "reported: "
// @ts-ignore: decorator
@lazy @inline export const LOG_REPORTED: usize = SHARED + 83;
// " (lines not shown since: "
// @ts-ignore: decorator
@lazy @inline export const LOG_NOT_SHOWN: usize = SHARED + 94;
// " (byte "
// @ts-ignore: decorator
@lazy @inline export const AT: usize = SHARED + 120;
// "): found "
// @ts-ignore: decorator
@lazy @inline export const FOUND: usize = SHARED + 128;
// ", expected "
// @ts-ignore: decorator
@lazy @inline export const EXPECTED: usize = SHARED + 138;
// "one of "
// @ts-ignore: decorator
@lazy @inline export const ONE_OF: usize = SHARED + 150;
// ", "
// @ts-ignore: decorator
@lazy @inline export const COMMA: usize = SHARED + 158;
// "\""
// @ts-ignore: decorator
@lazy @inline export const QUOTE: usize = SHARED + 161;
// "..."
// @ts-ignore: decorator
@lazy @inline export const ELLIPSIS: usize = SHARED + 163;
// "$"
// @ts-ignore: decorator
@lazy @inline export const ROOT: usize = SHARED + 167;
// "the end of the text"
// @ts-ignore: decorator
@lazy @inline export const END_OF_TEXT: usize = SHARED + 169;
// "byte "
// @ts-ignore: decorator
@lazy @inline export const BYTE: usize = SHARED + 189;
// "an object"
// @ts-ignore: decorator
@lazy @inline export const AN_OBJECT: usize = SHARED + 195;
// "an array"
// @ts-ignore: decorator
@lazy @inline export const AN_ARRAY: usize = SHARED + 205;
// "true or false"
// @ts-ignore: decorator
@lazy @inline export const A_BOOLEAN: usize = SHARED + 214;
// "a whole number from "
// @ts-ignore: decorator
@lazy @inline export const A_WHOLE_NUMBER: usize = SHARED + 228;
// " to "
// @ts-ignore: decorator
@lazy @inline export const TO: usize = SHARED + 249;
// "a key in double quotes"
// @ts-ignore: decorator
@lazy @inline export const A_KEY: usize = SHARED + 254;
// "\":\""
// @ts-ignore: decorator
@lazy @inline export const A_COLON: usize = SHARED + 277;
// "\",\" or \"}\""
// @ts-ignore: decorator
@lazy @inline export const COMMA_OR_BRACE: usize = SHARED + 281;
// "\",\" or \"]\""
// @ts-ignore: decorator
@lazy @inline export const COMMA_OR_BRACKET: usize = SHARED + 292;
// "nothing more"
// @ts-ignore: decorator
@lazy @inline export const NOTHING_MORE: usize = SHARED + 303;
// "a valid escape"
// @ts-ignore: decorator
@lazy @inline export const VALID_ESCAPE: usize = SHARED + 316;
// "no raw control byte"
// @ts-ignore: decorator
@lazy @inline export const NO_CONTROL: usize = SHARED + 331;
// "a closing double quote"
// @ts-ignore: decorator
@lazy @inline export const CLOSING_QUOTE: usize = SHARED + 351;
// " again"
// @ts-ignore: decorator
@lazy @inline export const DUPLICATE_KEY: usize = SHARED + 374;
// "each key once"
// @ts-ignore: decorator
@lazy @inline export const KEY_ONCE: usize = SHARED + 381;
// "too much"
// @ts-ignore: decorator
@lazy @inline export const CONFIGURATION_TOO_LARGE: usize = SHARED + 395;
// "what fits the memory"
// @ts-ignore: decorator
@lazy @inline export const WHAT_FITS: usize = SHARED + 404;
// texts of group normalizer
// @ts-ignore: decorator
@lazy export const NORMALIZER: usize = memory.data<u8>([5, 58, 112, 97, 116, 104, 12, 99, 111, 110, 116, 101, 110, 116, 45, 116, 121, 112, 101, 16, 97, 112, 112, 108, 105, 99, 97, 116, 105, 111, 110, 47, 103, 114, 112, 99, 8, 108, 111, 99, 97, 116, 105, 111, 110, 24, 112, 111, 114, 116, 99, 117, 108, 108, 105, 115, 46, 111, 114, 105, 103, 105, 110, 97, 108, 95, 112, 97, 116, 104, 21, 112, 111, 114, 116, 99, 117, 108, 108, 105, 115, 46, 110, 111, 114, 109, 97, 108, 105, 122, 101, 114, 22, 112, 111, 114, 116, 99, 117, 108, 108, 105, 115, 95, 110, 111, 114, 109, 97, 108, 105, 122, 101, 114, 95, 11, 112, 111, 114, 116, 99, 117, 108, 108, 105, 115, 95, 19, 112, 111, 114, 116, 99, 117, 108, 108, 105, 115, 46, 114, 101, 112, 111, 114, 116, 101, 100, 41, 97, 32, 114, 117, 108, 101, 32, 119, 105, 116, 104, 111, 117, 116, 32, 34, 104, 111, 115, 116, 115, 34, 32, 97, 110, 100, 32, 34, 112, 97, 116, 104, 80, 114, 101, 102, 105, 120, 101, 115, 34, 11, 111, 110, 101, 32, 111, 102, 32, 116, 104, 101, 109, 14, 97, 110, 32, 101, 109, 112, 116, 121, 32, 97, 114, 114, 97, 121, 30, 97, 32, 104, 111, 115, 116, 32, 110, 97, 109, 101, 44, 32, 34, 42, 46, 115, 117, 102, 102, 105, 120, 34, 32, 111, 114, 32, 34, 42, 34, 29, 97, 32, 112, 97, 116, 104, 32, 112, 114, 101, 102, 105, 120, 32, 115, 117, 99, 104, 32, 97, 115, 32, 34, 47, 97, 112, 105, 47, 34, 35, 110, 111, 116, 104, 105, 110, 103, 32, 115, 116, 114, 105, 99, 116, 101, 114, 32, 116, 104, 97, 110, 32, 116, 104, 101, 32, 116, 111, 112, 32, 108, 101, 118, 101, 108, 9, 116, 111, 111, 45, 108, 97, 114, 103, 101, 23, 112, 111, 114, 116, 99, 117, 108, 108, 105, 115, 32, 110, 111, 114, 109, 97, 108, 105, 122, 101, 114, 58, 32, 14, 32, 119, 111, 117, 108, 100, 32, 99, 104, 97, 110, 103, 101, 32, 9, 32, 109, 97, 116, 99, 104, 101, 115, 32, 4, 112, 97, 116, 104, 4, 104, 111, 115, 116, 36, 97, 32, 115, 116, 101, 112, 32, 110, 97, 109, 101, 32, 111, 114, 32, 97, 110, 32, 111, 98, 106, 101, 99, 116, 32, 119, 105, 116, 104, 32, 34, 115, 116, 101, 112, 34, 21, 97, 110, 32, 111, 98, 106, 101, 99, 116, 32, 119, 105, 116, 104, 32, 34, 115, 116, 101, 112, 34, 45, 34, 114, 101, 106, 101, 99, 116, 34, 32, 111, 114, 32, 34, 114, 101, 112, 111, 114, 116, 34, 58, 32, 97, 32, 99, 104, 101, 99, 107, 32, 99, 104, 97, 110, 103, 101, 115, 32, 110, 111, 116, 104, 105, 110, 103, 11, 34, 32, 111, 110, 108, 121, 32, 111, 110, 32, 34, 22, 97, 110, 32, 111, 98, 106, 101, 99, 116, 32, 119, 105, 116, 104, 32, 34, 98, 121, 116, 101, 115, 34, 33, 34, 114, 101, 115, 116, 111, 114, 101, 34, 32, 119, 105, 116, 104, 32, 110, 111, 116, 104, 105, 110, 103, 32, 98, 117, 116, 32, 34, 109, 97, 114, 107, 34, 25, 34, 114, 101, 115, 116, 111, 114, 101, 34, 32, 119, 105, 116, 104, 32, 111, 116, 104, 101, 114, 32, 107, 101, 121, 115, 18, 109, 111, 114, 101, 32, 116, 104, 97, 110, 32, 54, 52, 32, 115, 116, 101, 112, 115, 16, 54, 52, 32, 115, 116, 101, 112, 115, 32, 97, 116, 32, 109, 111, 115, 116]);
// ":path"
// @ts-ignore: decorator
@lazy @inline export const PATH: usize = NORMALIZER + 0;
// "content-type"
// @ts-ignore: decorator
@lazy @inline export const CONTENT_TYPE: usize = NORMALIZER + 6;
// "application/grpc"
// @ts-ignore: decorator
@lazy @inline export const GRPC: usize = NORMALIZER + 19;
// "location"
// @ts-ignore: decorator
@lazy @inline export const LOCATION: usize = NORMALIZER + 36;
// "portcullis.original_path"
// @ts-ignore: decorator
@lazy @inline export const ORIGINAL_PATH: usize = NORMALIZER + 45;
// "portcullis.normalizer"
// @ts-ignore: decorator
@lazy @inline export const NORMALIZER_MARK: usize = NORMALIZER + 70;
// "portcullis_normalizer_"
// @ts-ignore: decorator
@lazy @inline export const NORMALIZER_COUNTERS: usize = NORMALIZER + 92;
// "portcullis_"
// @ts-ignore: decorator
@lazy @inline export const DETAILS: usize = NORMALIZER + 115;
// "portcullis.reported"
// @ts-ignore: decorator
@lazy @inline export const REPORTED_STATE: usize = NORMALIZER + 127;
// "a rule without \"hosts\" and \"pathPrefixes\""
// @ts-ignore: decorator
@lazy @inline export const A_RULE: usize = NORMALIZER + 147;
// "one of them"
// @ts-ignore: decorator
@lazy @inline export const RULE_SCOPE: usize = NORMALIZER + 189;
// "an empty array"
// @ts-ignore: decorator
@lazy @inline export const NONE_OF: usize = NORMALIZER + 201;
// "a host name, \"*.suffix\" or \"*\""
// @ts-ignore: decorator
@lazy @inline export const RULE_HOST: usize = NORMALIZER + 216;
// "a path prefix such as \"/api/\""
// @ts-ignore: decorator
@lazy @inline export const RULE_PREFIX: usize = NORMALIZER + 247;
// "nothing stricter than the top level"
// @ts-ignore: decorator
@lazy @inline export const LAXER: usize = NORMALIZER + 277;
// "too-large"
// @ts-ignore: decorator
@lazy @inline export const TOO_LARGE: usize = NORMALIZER + 313;
// "portcullis normalizer: "
// @ts-ignore: decorator
@lazy @inline export const LOG_NORMALIZER: usize = NORMALIZER + 323;
// " would change "
// @ts-ignore: decorator
@lazy @inline export const LOG_WOULD: usize = NORMALIZER + 347;
// " matches "
// @ts-ignore: decorator
@lazy @inline export const LOG_FINDS: usize = NORMALIZER + 362;
// "path"
// @ts-ignore: decorator
@lazy @inline export const WORD_PATH: usize = NORMALIZER + 372;
// "host"
// @ts-ignore: decorator
@lazy @inline export const WORD_HOST: usize = NORMALIZER + 377;
// "a step name or an object with \"step\""
// @ts-ignore: decorator
@lazy @inline export const STRING_OR_OBJECT: usize = NORMALIZER + 382;
// "an object with \"step\""
// @ts-ignore: decorator
@lazy @inline export const STEP_REQUIRED: usize = NORMALIZER + 419;
// "\"reject\" or \"report\": a check changes nothing"
// @ts-ignore: decorator
@lazy @inline export const CHECK_ACTION: usize = NORMALIZER + 441;
// "\" only on \""
// @ts-ignore: decorator
@lazy @inline export const ONLY_ON: usize = NORMALIZER + 487;
// "an object with \"bytes\""
// @ts-ignore: decorator
@lazy @inline export const OBJECT_WITH_BYTES: usize = NORMALIZER + 499;
// "\"restore\" with nothing but \"mark\""
// @ts-ignore: decorator
@lazy @inline export const RESTORE_ALONE: usize = NORMALIZER + 522;
// "\"restore\" with other keys"
// @ts-ignore: decorator
@lazy @inline export const RESTORE_WITH: usize = NORMALIZER + 556;
// "more than 64 steps"
// @ts-ignore: decorator
@lazy @inline export const TOO_MANY_STEPS: usize = NORMALIZER + 582;
// "64 steps at most"
// @ts-ignore: decorator
@lazy @inline export const FEWER_STEPS: usize = NORMALIZER + 601;
// texts of group guard
// @ts-ignore: decorator
@lazy export const GUARD: usize = memory.data<u8>([32, 99, 111, 110, 110, 101, 99, 116, 105, 111, 110, 0, 114, 101, 113, 117, 101, 115, 116, 101, 100, 95, 115, 101, 114, 118, 101, 114, 95, 110, 97, 109, 101, 22, 99, 111, 110, 110, 101, 99, 116, 105, 111, 110, 0, 116, 108, 115, 95, 118, 101, 114, 115, 105, 111, 110, 16, 100, 101, 115, 116, 105, 110, 97, 116, 105, 111, 110, 0, 112, 111, 114, 116, 17, 112, 111, 114, 116, 99, 117, 108, 108, 105, 115, 95, 103, 117, 97, 114, 100, 95, 28, 112, 111, 114, 116, 99, 117, 108, 108, 105, 115, 46, 109, 105, 115, 100, 105, 114, 101, 99, 116, 101, 100, 45, 103, 117, 97, 114, 100, 15, 112, 111, 114, 116, 99, 117, 108, 108, 105, 115, 46, 115, 110, 105, 46, 16, 100, 101, 99, 108, 97, 114, 101, 95, 112, 114, 111, 112, 101, 114, 116, 121, 22, 112, 111, 114, 116, 99, 117, 108, 108, 105, 115, 46, 109, 105, 115, 100, 105, 114, 101, 99, 116, 101, 100, 23, 112, 111, 114, 116, 99, 117, 108, 108, 105, 115, 95, 109, 105, 115, 100, 105, 114, 101, 99, 116, 101, 100, 123, 20, 77, 105, 115, 100, 105, 114, 101, 99, 116, 101, 100, 32, 82, 101, 113, 117, 101, 115, 116, 10, 30, 112, 111, 114, 116, 99, 117, 108, 108, 105, 115, 32, 109, 105, 115, 100, 105, 114, 101, 99, 116, 101, 100, 45, 103, 117, 97, 114, 100, 58, 32, 7, 58, 32, 104, 111, 115, 116, 32, 26, 32, 105, 115, 32, 110, 111, 116, 32, 115, 101, 114, 118, 101, 100, 32, 98, 101, 104, 105, 110, 100, 32, 83, 78, 73, 32, 23, 110, 111, 32, 108, 105, 115, 116, 101, 110, 101, 114, 32, 104, 111, 108, 100, 115, 32, 112, 111, 114, 116, 32, 29, 44, 32, 105, 116, 115, 32, 114, 101, 113, 117, 101, 115, 116, 115, 32, 112, 97, 115, 115, 32, 117, 110, 103, 117, 97, 114, 100, 101, 100, 14, 97, 110, 32, 101, 109, 112, 116, 121, 32, 97, 114, 114, 97, 121, 61, 97, 116, 32, 108, 101, 97, 115, 116, 32, 111, 110, 101, 32, 104, 111, 115, 116, 59, 32, 108, 101, 97, 118, 101, 32, 34, 104, 111, 115, 116, 115, 34, 32, 111, 117, 116, 32, 102, 111, 114, 32, 97, 32, 99, 97, 116, 99, 104, 45, 97, 108, 108, 32, 108, 105, 115, 116, 101, 110, 101, 114, 21, 97, 116, 32, 108, 101, 97, 115, 116, 32, 111, 110, 101, 32, 108, 105, 115, 116, 101, 110, 101, 114, 30, 97, 32, 104, 111, 115, 116, 32, 110, 97, 109, 101, 44, 32, 34, 42, 46, 115, 117, 102, 102, 105, 120, 34, 32, 111, 114, 32, 34, 42, 34, 68, 97, 32, 104, 111, 115, 116, 32, 110, 97, 109, 101, 58, 32, 84, 76, 83, 32, 115, 101, 110, 100, 115, 32, 110, 111, 32, 115, 101, 114, 118, 101, 114, 32, 110, 97, 109, 101, 32, 102, 111, 114, 32, 97, 110, 32, 73, 80, 32, 108, 105, 116, 101, 114, 97, 108, 32, 40, 82, 70, 67, 32, 54, 48, 54, 54, 32, 51, 41, 27, 97, 32, 104, 111, 115, 116, 32, 111, 102, 32, 97, 116, 32, 109, 111, 115, 116, 32, 50, 53, 51, 32, 98, 121, 116, 101, 115, 29, 97, 32, 104, 111, 115, 116, 32, 111, 102, 32, 109, 111, 114, 101, 32, 116, 104, 97, 110, 32, 50, 53, 51, 32, 98, 121, 116, 101, 115, 21, 101, 97, 99, 104, 32, 104, 111, 115, 116, 32, 111, 110, 99, 101, 32, 97, 32, 112, 111, 114, 116, 8, 44, 32, 119, 104, 105, 99, 104, 32, 11, 46, 108, 105, 115, 116, 101, 110, 101, 114, 115, 91, 24, 93, 32, 104, 111, 108, 100, 115, 32, 111, 110, 32, 116, 104, 101, 32, 115, 97, 109, 101, 32, 112, 111, 114, 116, 38, 34, 108, 105, 115, 116, 101, 110, 101, 114, 115, 34, 44, 32, 119, 104, 105, 99, 104, 32, 114, 117, 108, 101, 32, 76, 73, 83, 84, 69, 78, 69, 82, 32, 110, 101, 101, 100, 115, 61, 114, 117, 108, 101, 32, 34, 76, 73, 83, 84, 69, 78, 69, 82, 34, 44, 32, 111, 114, 32, 110, 111, 32, 34, 108, 105, 115, 116, 101, 110, 101, 114, 115, 34, 58, 32, 83, 78, 73, 95, 69, 81, 85, 65, 76, 83, 95, 72, 79, 83, 84, 32, 117, 115, 101, 115, 32, 110, 111, 110, 101, 60, 34, 65, 76, 76, 79, 87, 34, 32, 111, 114, 32, 34, 82, 69, 74, 69, 67, 84, 34, 58, 32, 114, 117, 108, 101, 32, 83, 78, 73, 95, 69, 81, 85, 65, 76, 83, 95, 72, 79, 83, 84, 32, 107, 110, 111, 119, 115, 32, 110, 111, 32, 108, 105, 115, 116, 101, 110, 101, 114, 115, 25, 114, 117, 108, 101, 32, 34, 76, 73, 83, 84, 69, 78, 69, 82, 34, 32, 98, 101, 115, 105, 100, 101, 32, 105, 116, 11, 97, 32, 99, 97, 116, 99, 104, 45, 97, 108, 108, 1, 42, 24, 97, 32, 116, 101, 120, 116, 32, 111, 102, 32, 49, 32, 116, 111, 32, 50, 53, 51, 32, 98, 121, 116, 101, 115, 14, 111, 116, 104, 101, 114, 45, 108, 105, 115, 116, 101, 110, 101, 114, 12, 117, 110, 107, 110, 111, 119, 110, 45, 104, 111, 115, 116, 11, 109, 105, 115, 115, 105, 110, 103, 45, 115, 110, 105, 9, 110, 111, 116, 45, 101, 113, 117, 97, 108, 8, 116, 111, 111, 45, 108, 111, 110, 103, 1, 45, 0]);
// "connection|requested_server_name"
// @ts-ignore: decorator
@lazy @inline export const SNI: usize = GUARD + 0;
// "connection|tls_version"
// @ts-ignore: decorator
@lazy @inline export const TLS_VERSION: usize = GUARD + 33;
// "destination|port"
// @ts-ignore: decorator
@lazy @inline export const DESTINATION_PORT: usize = GUARD + 56;
// "portcullis_guard_"
// @ts-ignore: decorator
@lazy @inline export const GUARD_COUNTERS: usize = GUARD + 73;
// "portcullis.misdirected-guard"
// @ts-ignore: decorator
@lazy @inline export const GUARD_MARK: usize = GUARD + 91;
// "portcullis.sni."
// @ts-ignore: decorator
@lazy @inline export const CONNECTION_FLAG: usize = GUARD + 120;
// "declare_property"
// @ts-ignore: decorator
@lazy @inline export const DECLARE_PROPERTY: usize = GUARD + 136;
// "portcullis.misdirected"
// @ts-ignore: decorator
@lazy @inline export const MISDIRECTED: usize = GUARD + 153;
// "portcullis_misdirected{"
// @ts-ignore: decorator
@lazy @inline export const DETAILS_MISDIRECTED: usize = GUARD + 176;
// "Misdirected Request\n"
// @ts-ignore: decorator
@lazy @inline export const BODY_MISDIRECTED: usize = GUARD + 200;
// "portcullis misdirected-guard: "
// @ts-ignore: decorator
@lazy @inline export const LOG_GUARD: usize = GUARD + 221;
// ": host "
// @ts-ignore: decorator
@lazy @inline export const LOG_HOST: usize = GUARD + 252;
// " is not served behind SNI "
// @ts-ignore: decorator
@lazy @inline export const LOG_BEHIND_SNI: usize = GUARD + 260;
// "no listener holds port "
// @ts-ignore: decorator
@lazy @inline export const LOG_PORT: usize = GUARD + 287;
// ", its requests pass unguarded"
// @ts-ignore: decorator
@lazy @inline export const LOG_PORT_PASSES: usize = GUARD + 311;
// "an empty array"
// @ts-ignore: decorator
@lazy @inline export const EMPTY_ARRAY: usize = GUARD + 341;
// "at least one host; leave \"hosts\" out for a catch-all listener"
// @ts-ignore: decorator
@lazy @inline export const NON_EMPTY_HOSTS: usize = GUARD + 356;
// "at least one listener"
// @ts-ignore: decorator
@lazy @inline export const NON_EMPTY_LISTENERS: usize = GUARD + 418;
// "a host name, \"*.suffix\" or \"*\""
// @ts-ignore: decorator
@lazy @inline export const HOST_NAME: usize = GUARD + 440;
// "a host name: TLS sends no server name for an IP literal (RFC 6066 3)"
// @ts-ignore: decorator
@lazy @inline export const NO_IP: usize = GUARD + 471;
// "a host of at most 253 bytes"
// @ts-ignore: decorator
@lazy @inline export const SHORT_HOST: usize = GUARD + 540;
// "a host of more than 253 bytes"
// @ts-ignore: decorator
@lazy @inline export const LONG_HOST: usize = GUARD + 568;
// "each host once a port"
// @ts-ignore: decorator
@lazy @inline export const ONCE_PER_PORT: usize = GUARD + 598;
// ", which "
// @ts-ignore: decorator
@lazy @inline export const WHICH: usize = GUARD + 620;
// ".listeners["
// @ts-ignore: decorator
@lazy @inline export const LISTENERS_AT: usize = GUARD + 629;
// "] holds on the same port"
// @ts-ignore: decorator
@lazy @inline export const HOLDS_TOO: usize = GUARD + 641;
// "\"listeners\", which rule LISTENER needs"
// @ts-ignore: decorator
@lazy @inline export const RULE_NEEDS_LISTENERS: usize = GUARD + 666;
// "rule \"LISTENER\", or no \"listeners\": SNI_EQUALS_HOST uses none"
// @ts-ignore: decorator
@lazy @inline export const RULE_WITHOUT_LISTENERS: usize = GUARD + 705;
// "\"ALLOW\" or \"REJECT\": rule SNI_EQUALS_HOST knows no listeners"
// @ts-ignore: decorator
@lazy @inline export const SNI_MISSING: usize = GUARD + 767;
// "rule \"LISTENER\" beside it"
// @ts-ignore: decorator
@lazy @inline export const ONLY_WITH_LISTENERS: usize = GUARD + 828;
// "a catch-all"
// @ts-ignore: decorator
@lazy @inline export const CATCH_ALL: usize = GUARD + 854;
// "*"
// @ts-ignore: decorator
@lazy @inline export const STAR: usize = GUARD + 866;
// "a text of 1 to 253 bytes"
// @ts-ignore: decorator
@lazy @inline export const LABEL: usize = GUARD + 868;
// "other-listener"
// @ts-ignore: decorator
@lazy @inline export const REASON_OTHER_LISTENER: usize = GUARD + 893;
// "unknown-host"
// @ts-ignore: decorator
@lazy @inline export const REASON_UNKNOWN_HOST: usize = GUARD + 908;
// "missing-sni"
// @ts-ignore: decorator
@lazy @inline export const REASON_MISSING_SNI: usize = GUARD + 921;
// "not-equal"
// @ts-ignore: decorator
@lazy @inline export const REASON_NOT_EQUAL: usize = GUARD + 933;
// "too-long"
// @ts-ignore: decorator
@lazy @inline export const REASON_TOO_LONG: usize = GUARD + 943;
// "-"
// @ts-ignore: decorator
@lazy @inline export const DASH: usize = GUARD + 952;
// ""
// @ts-ignore: decorator
@lazy @inline export const EMPTY: usize = GUARD + 954;
// texts of group gateway
// @ts-ignore: decorator
@lazy export const GATEWAY: usize = memory.data<u8>([20, 112, 111, 114, 116, 99, 117, 108, 108, 105, 115, 32, 103, 97, 116, 101, 119, 97, 121, 58, 32, 32, 110, 101, 105, 116, 104, 101, 114, 32, 34, 103, 117, 97, 114, 100, 34, 32, 110, 111, 114, 32, 34, 110, 111, 114, 109, 97, 108, 105, 122, 101, 114, 34, 29, 34, 103, 117, 97, 114, 100, 34, 44, 32, 34, 110, 111, 114, 109, 97, 108, 105, 122, 101, 114, 34, 32, 111, 114, 32, 98, 111, 116, 104]);
// "portcullis gateway: "
// @ts-ignore: decorator
@lazy @inline export const LOG_GATEWAY: usize = GATEWAY + 0;
// "neither \"guard\" nor \"normalizer\""
// @ts-ignore: decorator
@lazy @inline export const NO_JOB: usize = GATEWAY + 21;
// "\"guard\", \"normalizer\" or both"
// @ts-ignore: decorator
@lazy @inline export const SOME_JOB: usize = GATEWAY + 54;
