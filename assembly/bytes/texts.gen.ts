// Made from tools/catalog by scripts/gen.mjs. Do not edit.
// ":path"
// @ts-ignore: decorator
@lazy export const PATH: usize = memory.data<u8>([5, 58, 112, 97, 116, 104]);
// ":authority"
// @ts-ignore: decorator
@lazy export const AUTHORITY: usize = memory.data<u8>([10, 58, 97, 117, 116, 104, 111, 114, 105, 116, 121]);
// ":method"
// @ts-ignore: decorator
@lazy export const METHOD: usize = memory.data<u8>([7, 58, 109, 101, 116, 104, 111, 100]);
// ":protocol"
// @ts-ignore: decorator
@lazy export const PROTOCOL: usize = memory.data<u8>([9, 58, 112, 114, 111, 116, 111, 99, 111, 108]);
// "content-type"
// @ts-ignore: decorator
@lazy export const CONTENT_TYPE: usize = memory.data<u8>([12, 99, 111, 110, 116, 101, 110, 116, 45, 116, 121, 112, 101]);
// "CONNECT"
// @ts-ignore: decorator
@lazy export const CONNECT: usize = memory.data<u8>([7, 67, 79, 78, 78, 69, 67, 84]);
// "application/grpc"
// @ts-ignore: decorator
@lazy export const GRPC: usize = memory.data<u8>([16, 97, 112, 112, 108, 105, 99, 97, 116, 105, 111, 110, 47, 103, 114, 112, 99]);
// "location"
// @ts-ignore: decorator
@lazy export const LOCATION: usize = memory.data<u8>([8, 108, 111, 99, 97, 116, 105, 111, 110]);
// "connection|requested_server_name"
// @ts-ignore: decorator
@lazy export const SNI: usize = memory.data<u8>([32, 99, 111, 110, 110, 101, 99, 116, 105, 111, 110, 0, 114, 101, 113, 117, 101, 115, 116, 101, 100, 95, 115, 101, 114, 118, 101, 114, 95, 110, 97, 109, 101]);
// "connection|tls_version"
// @ts-ignore: decorator
@lazy export const TLS_VERSION: usize = memory.data<u8>([22, 99, 111, 110, 110, 101, 99, 116, 105, 111, 110, 0, 116, 108, 115, 95, 118, 101, 114, 115, 105, 111, 110]);
// "destination|port"
// @ts-ignore: decorator
@lazy export const DESTINATION_PORT: usize = memory.data<u8>([16, 100, 101, 115, 116, 105, 110, 97, 116, 105, 111, 110, 0, 112, 111, 114, 116]);
// "portcullis.original_path"
// @ts-ignore: decorator
@lazy export const ORIGINAL_PATH: usize = memory.data<u8>([24, 112, 111, 114, 116, 99, 117, 108, 108, 105, 115, 46, 111, 114, 105, 103, 105, 110, 97, 108, 95, 112, 97, 116, 104]);
// "portcullis.normalizer"
// @ts-ignore: decorator
@lazy export const NORMALIZER_MARK: usize = memory.data<u8>([21, 112, 111, 114, 116, 99, 117, 108, 108, 105, 115, 46, 110, 111, 114, 109, 97, 108, 105, 122, 101, 114]);
// "portcullis.misdirected-guard"
// @ts-ignore: decorator
@lazy export const GUARD_MARK: usize = memory.data<u8>([28, 112, 111, 114, 116, 99, 117, 108, 108, 105, 115, 46, 109, 105, 115, 100, 105, 114, 101, 99, 116, 101, 100, 45, 103, 117, 97, 114, 100]);
// "portcullis.misdirected"
// @ts-ignore: decorator
@lazy export const MISDIRECTED: usize = memory.data<u8>([22, 112, 111, 114, 116, 99, 117, 108, 108, 105, 115, 46, 109, 105, 115, 100, 105, 114, 101, 99, 116, 101, 100]);
// "judged"
// @ts-ignore: decorator
@lazy export const JUDGED: usize = memory.data<u8>([6, 106, 117, 100, 103, 101, 100]);
// "portcullis_normalizer_rewritten"
// @ts-ignore: decorator
@lazy export const REWRITTEN: usize = memory.data<u8>([31, 112, 111, 114, 116, 99, 117, 108, 108, 105, 115, 95, 110, 111, 114, 109, 97, 108, 105, 122, 101, 114, 95, 114, 101, 119, 114, 105, 116, 116, 101, 110]);
// "portcullis_normalizer_rejected"
// @ts-ignore: decorator
@lazy export const REJECTED: usize = memory.data<u8>([30, 112, 111, 114, 116, 99, 117, 108, 108, 105, 115, 95, 110, 111, 114, 109, 97, 108, 105, 122, 101, 114, 95, 114, 101, 106, 101, 99, 116, 101, 100]);
// "portcullis_normalizer_redirected"
// @ts-ignore: decorator
@lazy export const REDIRECTED: usize = memory.data<u8>([32, 112, 111, 114, 116, 99, 117, 108, 108, 105, 115, 95, 110, 111, 114, 109, 97, 108, 105, 122, 101, 114, 95, 114, 101, 100, 105, 114, 101, 99, 116, 101, 100]);
// "portcullis_normalizer_reported"
// @ts-ignore: decorator
@lazy export const REPORTED: usize = memory.data<u8>([30, 112, 111, 114, 116, 99, 117, 108, 108, 105, 115, 95, 110, 111, 114, 109, 97, 108, 105, 122, 101, 114, 95, 114, 101, 112, 111, 114, 116, 101, 100]);
// "portcullis_guard_misdirected"
// @ts-ignore: decorator
@lazy export const GUARD_MISDIRECTED: usize = memory.data<u8>([28, 112, 111, 114, 116, 99, 117, 108, 108, 105, 115, 95, 103, 117, 97, 114, 100, 95, 109, 105, 115, 100, 105, 114, 101, 99, 116, 101, 100]);
// "portcullis_guard_reported"
// @ts-ignore: decorator
@lazy export const GUARD_REPORTED: usize = memory.data<u8>([25, 112, 111, 114, 116, 99, 117, 108, 108, 105, 115, 95, 103, 117, 97, 114, 100, 95, 114, 101, 112, 111, 114, 116, 101, 100]);
// "portcullis_guard_unknown_host"
// @ts-ignore: decorator
@lazy export const GUARD_UNKNOWN_HOST: usize = memory.data<u8>([29, 112, 111, 114, 116, 99, 117, 108, 108, 105, 115, 95, 103, 117, 97, 114, 100, 95, 117, 110, 107, 110, 111, 119, 110, 95, 104, 111, 115, 116]);
// "portcullis_guard_missing_sni"
// @ts-ignore: decorator
@lazy export const GUARD_MISSING_SNI: usize = memory.data<u8>([28, 112, 111, 114, 116, 99, 117, 108, 108, 105, 115, 95, 103, 117, 97, 114, 100, 95, 109, 105, 115, 115, 105, 110, 103, 95, 115, 110, 105]);
// "portcullis_guard_unknown_port"
// @ts-ignore: decorator
@lazy export const GUARD_UNKNOWN_PORT: usize = memory.data<u8>([29, 112, 111, 114, 116, 99, 117, 108, 108, 105, 115, 95, 103, 117, 97, 114, 100, 95, 117, 110, 107, 110, 111, 119, 110, 95, 112, 111, 114, 116]);
// "portcullis_path_rejected{"
// @ts-ignore: decorator
@lazy export const DETAILS_REJECTED: usize = memory.data<u8>([25, 112, 111, 114, 116, 99, 117, 108, 108, 105, 115, 95, 112, 97, 116, 104, 95, 114, 101, 106, 101, 99, 116, 101, 100, 123]);
// "portcullis_path_redirected{"
// @ts-ignore: decorator
@lazy export const DETAILS_REDIRECTED: usize = memory.data<u8>([27, 112, 111, 114, 116, 99, 117, 108, 108, 105, 115, 95, 112, 97, 116, 104, 95, 114, 101, 100, 105, 114, 101, 99, 116, 101, 100, 123]);
// "portcullis_misdirected{"
// @ts-ignore: decorator
@lazy export const DETAILS_MISDIRECTED: usize = memory.data<u8>([23, 112, 111, 114, 116, 99, 117, 108, 108, 105, 115, 95, 109, 105, 115, 100, 105, 114, 101, 99, 116, 101, 100, 123]);
// "portcullis_not_configured"
// @ts-ignore: decorator
@lazy export const DETAILS_NOT_CONFIGURED: usize = memory.data<u8>([25, 112, 111, 114, 116, 99, 117, 108, 108, 105, 115, 95, 110, 111, 116, 95, 99, 111, 110, 102, 105, 103, 117, 114, 101, 100]);
// "too-large"
// @ts-ignore: decorator
@lazy export const TOO_LARGE: usize = memory.data<u8>([9, 116, 111, 111, 45, 108, 97, 114, 103, 101]);
// "nul"
// @ts-ignore: decorator
@lazy export const NUL: usize = memory.data<u8>([3, 110, 117, 108]);
// "Bad Request\n"
// @ts-ignore: decorator
@lazy export const BODY_REJECTED: usize = memory.data<u8>([12, 66, 97, 100, 32, 82, 101, 113, 117, 101, 115, 116, 10]);
// "Misdirected Request\n"
// @ts-ignore: decorator
@lazy export const BODY_MISDIRECTED: usize = memory.data<u8>([20, 77, 105, 115, 100, 105, 114, 101, 99, 116, 101, 100, 32, 82, 101, 113, 117, 101, 115, 116, 10]);
// "portcullis normalizer: "
// @ts-ignore: decorator
@lazy export const LOG_NORMALIZER: usize = memory.data<u8>([23, 112, 111, 114, 116, 99, 117, 108, 108, 105, 115, 32, 110, 111, 114, 109, 97, 108, 105, 122, 101, 114, 58, 32]);
// "portcullis misdirected-guard: "
// @ts-ignore: decorator
@lazy export const LOG_GUARD: usize = memory.data<u8>([30, 112, 111, 114, 116, 99, 117, 108, 108, 105, 115, 32, 109, 105, 115, 100, 105, 114, 101, 99, 116, 101, 100, 45, 103, 117, 97, 114, 100, 58, 32]);
// "reported: "
// @ts-ignore: decorator
@lazy export const LOG_REPORTED: usize = memory.data<u8>([10, 114, 101, 112, 111, 114, 116, 101, 100, 58, 32]);
// " would change path "
// @ts-ignore: decorator
@lazy export const LOG_WOULD: usize = memory.data<u8>([19, 32, 119, 111, 117, 108, 100, 32, 99, 104, 97, 110, 103, 101, 32, 112, 97, 116, 104, 32]);
// " matches path "
// @ts-ignore: decorator
@lazy export const LOG_FINDS: usize = memory.data<u8>([14, 32, 109, 97, 116, 99, 104, 101, 115, 32, 112, 97, 116, 104, 32]);
// ": host "
// @ts-ignore: decorator
@lazy export const LOG_HOST: usize = memory.data<u8>([7, 58, 32, 104, 111, 115, 116, 32]);
// " is not served behind SNI "
// @ts-ignore: decorator
@lazy export const LOG_BEHIND_SNI: usize = memory.data<u8>([26, 32, 105, 115, 32, 110, 111, 116, 32, 115, 101, 114, 118, 101, 100, 32, 98, 101, 104, 105, 110, 100, 32, 83, 78, 73, 32]);
// "no listener holds port "
// @ts-ignore: decorator
@lazy export const LOG_PORT: usize = memory.data<u8>([23, 110, 111, 32, 108, 105, 115, 116, 101, 110, 101, 114, 32, 104, 111, 108, 100, 115, 32, 112, 111, 114, 116, 32]);
// ", its requests pass unguarded"
// @ts-ignore: decorator
@lazy export const LOG_PORT_PASSES: usize = memory.data<u8>([29, 44, 32, 105, 116, 115, 32, 114, 101, 113, 117, 101, 115, 116, 115, 32, 112, 97, 115, 115, 32, 117, 110, 103, 117, 97, 114, 100, 101, 100]);
// " (lines not shown since: "
// @ts-ignore: decorator
@lazy export const LOG_NOT_SHOWN: usize = memory.data<u8>([25, 32, 40, 108, 105, 110, 101, 115, 32, 110, 111, 116, 32, 115, 104, 111, 119, 110, 32, 115, 105, 110, 99, 101, 58, 32]);
// " (byte "
// @ts-ignore: decorator
@lazy export const AT: usize = memory.data<u8>([7, 32, 40, 98, 121, 116, 101, 32]);
// "): found "
// @ts-ignore: decorator
@lazy export const FOUND: usize = memory.data<u8>([9, 41, 58, 32, 102, 111, 117, 110, 100, 32]);
// ", expected "
// @ts-ignore: decorator
@lazy export const EXPECTED: usize = memory.data<u8>([11, 44, 32, 101, 120, 112, 101, 99, 116, 101, 100, 32]);
// "one of "
// @ts-ignore: decorator
@lazy export const ONE_OF: usize = memory.data<u8>([7, 111, 110, 101, 32, 111, 102, 32]);
// ", "
// @ts-ignore: decorator
@lazy export const COMMA: usize = memory.data<u8>([2, 44, 32]);
// "\""
// @ts-ignore: decorator
@lazy export const QUOTE: usize = memory.data<u8>([1, 34]);
// "..."
// @ts-ignore: decorator
@lazy export const ELLIPSIS: usize = memory.data<u8>([3, 46, 46, 46]);
// "$"
// @ts-ignore: decorator
@lazy export const ROOT: usize = memory.data<u8>([1, 36]);
// "the end of the text"
// @ts-ignore: decorator
@lazy export const END_OF_TEXT: usize = memory.data<u8>([19, 116, 104, 101, 32, 101, 110, 100, 32, 111, 102, 32, 116, 104, 101, 32, 116, 101, 120, 116]);
// "byte "
// @ts-ignore: decorator
@lazy export const BYTE: usize = memory.data<u8>([5, 98, 121, 116, 101, 32]);
// "an object"
// @ts-ignore: decorator
@lazy export const AN_OBJECT: usize = memory.data<u8>([9, 97, 110, 32, 111, 98, 106, 101, 99, 116]);
// "an array"
// @ts-ignore: decorator
@lazy export const AN_ARRAY: usize = memory.data<u8>([8, 97, 110, 32, 97, 114, 114, 97, 121]);
// "an empty array"
// @ts-ignore: decorator
@lazy export const EMPTY_ARRAY: usize = memory.data<u8>([14, 97, 110, 32, 101, 109, 112, 116, 121, 32, 97, 114, 114, 97, 121]);
// "a string"
// @ts-ignore: decorator
@lazy export const A_STRING: usize = memory.data<u8>([8, 97, 32, 115, 116, 114, 105, 110, 103]);
// "true or false"
// @ts-ignore: decorator
@lazy export const A_BOOLEAN: usize = memory.data<u8>([13, 116, 114, 117, 101, 32, 111, 114, 32, 102, 97, 108, 115, 101]);
// "a whole number from "
// @ts-ignore: decorator
@lazy export const A_WHOLE_NUMBER: usize = memory.data<u8>([20, 97, 32, 119, 104, 111, 108, 101, 32, 110, 117, 109, 98, 101, 114, 32, 102, 114, 111, 109, 32]);
// " to "
// @ts-ignore: decorator
@lazy export const TO: usize = memory.data<u8>([4, 32, 116, 111, 32]);
// "a key in double quotes"
// @ts-ignore: decorator
@lazy export const A_KEY: usize = memory.data<u8>([22, 97, 32, 107, 101, 121, 32, 105, 110, 32, 100, 111, 117, 98, 108, 101, 32, 113, 117, 111, 116, 101, 115]);
// "\":\""
// @ts-ignore: decorator
@lazy export const A_COLON: usize = memory.data<u8>([3, 34, 58, 34]);
// "\",\" or \"}\""
// @ts-ignore: decorator
@lazy export const COMMA_OR_BRACE: usize = memory.data<u8>([10, 34, 44, 34, 32, 111, 114, 32, 34, 125, 34]);
// "\",\" or \"]\""
// @ts-ignore: decorator
@lazy export const COMMA_OR_BRACKET: usize = memory.data<u8>([10, 34, 44, 34, 32, 111, 114, 32, 34, 93, 34]);
// "nothing more"
// @ts-ignore: decorator
@lazy export const NOTHING_MORE: usize = memory.data<u8>([12, 110, 111, 116, 104, 105, 110, 103, 32, 109, 111, 114, 101]);
// "an escape such as \\n or \\u0041"
// @ts-ignore: decorator
@lazy export const VALID_ESCAPE: usize = memory.data<u8>([30, 97, 110, 32, 101, 115, 99, 97, 112, 101, 32, 115, 117, 99, 104, 32, 97, 115, 32, 92, 110, 32, 111, 114, 32, 92, 117, 48, 48, 52, 49]);
// "no raw control byte in a string"
// @ts-ignore: decorator
@lazy export const NO_CONTROL: usize = memory.data<u8>([31, 110, 111, 32, 114, 97, 119, 32, 99, 111, 110, 116, 114, 111, 108, 32, 98, 121, 116, 101, 32, 105, 110, 32, 97, 32, 115, 116, 114, 105, 110, 103]);
// "a closing double quote"
// @ts-ignore: decorator
@lazy export const CLOSING_QUOTE: usize = memory.data<u8>([22, 97, 32, 99, 108, 111, 115, 105, 110, 103, 32, 100, 111, 117, 98, 108, 101, 32, 113, 117, 111, 116, 101]);
// " again"
// @ts-ignore: decorator
@lazy export const DUPLICATE_KEY: usize = memory.data<u8>([6, 32, 97, 103, 97, 105, 110]);
// "each key once"
// @ts-ignore: decorator
@lazy export const KEY_ONCE: usize = memory.data<u8>([13, 101, 97, 99, 104, 32, 107, 101, 121, 32, 111, 110, 99, 101]);
// "a step name or an object with \"step\""
// @ts-ignore: decorator
@lazy export const STRING_OR_OBJECT: usize = memory.data<u8>([36, 97, 32, 115, 116, 101, 112, 32, 110, 97, 109, 101, 32, 111, 114, 32, 97, 110, 32, 111, 98, 106, 101, 99, 116, 32, 119, 105, 116, 104, 32, 34, 115, 116, 101, 112, 34]);
// "an object with \"step\""
// @ts-ignore: decorator
@lazy export const STEP_REQUIRED: usize = memory.data<u8>([21, 97, 110, 32, 111, 98, 106, 101, 99, 116, 32, 119, 105, 116, 104, 32, 34, 115, 116, 101, 112, 34]);
// "an object without \"step\""
// @ts-ignore: decorator
@lazy export const NO_STEP: usize = memory.data<u8>([24, 97, 110, 32, 111, 98, 106, 101, 99, 116, 32, 119, 105, 116, 104, 111, 117, 116, 32, 34, 115, 116, 101, 112, 34]);
// "action \"reject\" or \"report\": a check changes nothing"
// @ts-ignore: decorator
@lazy export const CHECK_ACTION: usize = memory.data<u8>([52, 97, 99, 116, 105, 111, 110, 32, 34, 114, 101, 106, 101, 99, 116, 34, 32, 111, 114, 32, 34, 114, 101, 112, 111, 114, 116, 34, 58, 32, 97, 32, 99, 104, 101, 99, 107, 32, 99, 104, 97, 110, 103, 101, 115, 32, 110, 111, 116, 104, 105, 110, 103]);
// "\"passes\" only on \"decode-percent\""
// @ts-ignore: decorator
@lazy export const PASSES_ONLY: usize = memory.data<u8>([33, 34, 112, 97, 115, 115, 101, 115, 34, 32, 111, 110, 108, 121, 32, 111, 110, 32, 34, 100, 101, 99, 111, 100, 101, 45, 112, 101, 114, 99, 101, 110, 116, 34]);
// "\"restore\" alone: the restoring instance takes nothing but \"mark\""
// @ts-ignore: decorator
@lazy export const RESTORE_ALONE: usize = memory.data<u8>([64, 34, 114, 101, 115, 116, 111, 114, 101, 34, 32, 97, 108, 111, 110, 101, 58, 32, 116, 104, 101, 32, 114, 101, 115, 116, 111, 114, 105, 110, 103, 32, 105, 110, 115, 116, 97, 110, 99, 101, 32, 116, 97, 107, 101, 115, 32, 110, 111, 116, 104, 105, 110, 103, 32, 98, 117, 116, 32, 34, 109, 97, 114, 107, 34]);
// "\"restore\" with other keys"
// @ts-ignore: decorator
@lazy export const RESTORE_WITH: usize = memory.data<u8>([25, 34, 114, 101, 115, 116, 111, 114, 101, 34, 32, 119, 105, 116, 104, 32, 111, 116, 104, 101, 114, 32, 107, 101, 121, 115]);
// "more than 64 steps"
// @ts-ignore: decorator
@lazy export const TOO_MANY_STEPS: usize = memory.data<u8>([18, 109, 111, 114, 101, 32, 116, 104, 97, 110, 32, 54, 52, 32, 115, 116, 101, 112, 115]);
// "64 steps at most"
// @ts-ignore: decorator
@lazy export const FEWER_STEPS: usize = memory.data<u8>([16, 54, 52, 32, 115, 116, 101, 112, 115, 32, 97, 116, 32, 109, 111, 115, 116]);
// "at least one host; leave \"hosts\" out for a catch-all listener"
// @ts-ignore: decorator
@lazy export const NON_EMPTY_HOSTS: usize = memory.data<u8>([61, 97, 116, 32, 108, 101, 97, 115, 116, 32, 111, 110, 101, 32, 104, 111, 115, 116, 59, 32, 108, 101, 97, 118, 101, 32, 34, 104, 111, 115, 116, 115, 34, 32, 111, 117, 116, 32, 102, 111, 114, 32, 97, 32, 99, 97, 116, 99, 104, 45, 97, 108, 108, 32, 108, 105, 115, 116, 101, 110, 101, 114]);
// "at least one listener"
// @ts-ignore: decorator
@lazy export const NON_EMPTY_LISTENERS: usize = memory.data<u8>([21, 97, 116, 32, 108, 101, 97, 115, 116, 32, 111, 110, 101, 32, 108, 105, 115, 116, 101, 110, 101, 114]);
// "a host name, \"*.suffix\" or \"*\""
// @ts-ignore: decorator
@lazy export const HOST_NAME: usize = memory.data<u8>([30, 97, 32, 104, 111, 115, 116, 32, 110, 97, 109, 101, 44, 32, 34, 42, 46, 115, 117, 102, 102, 105, 120, 34, 32, 111, 114, 32, 34, 42, 34]);
// "a host name: TLS sends no server name for an IP literal (RFC 6066 3)"
// @ts-ignore: decorator
@lazy export const NO_IP: usize = memory.data<u8>([68, 97, 32, 104, 111, 115, 116, 32, 110, 97, 109, 101, 58, 32, 84, 76, 83, 32, 115, 101, 110, 100, 115, 32, 110, 111, 32, 115, 101, 114, 118, 101, 114, 32, 110, 97, 109, 101, 32, 102, 111, 114, 32, 97, 110, 32, 73, 80, 32, 108, 105, 116, 101, 114, 97, 108, 32, 40, 82, 70, 67, 32, 54, 48, 54, 54, 32, 51, 41]);
// "a host of at most 253 bytes"
// @ts-ignore: decorator
@lazy export const SHORT_HOST: usize = memory.data<u8>([27, 97, 32, 104, 111, 115, 116, 32, 111, 102, 32, 97, 116, 32, 109, 111, 115, 116, 32, 50, 53, 51, 32, 98, 121, 116, 101, 115]);
// "a host of more than 253 bytes"
// @ts-ignore: decorator
@lazy export const LONG_HOST: usize = memory.data<u8>([29, 97, 32, 104, 111, 115, 116, 32, 111, 102, 32, 109, 111, 114, 101, 32, 116, 104, 97, 110, 32, 50, 53, 51, 32, 98, 121, 116, 101, 115]);
// "each host once a port"
// @ts-ignore: decorator
@lazy export const ONCE_PER_PORT: usize = memory.data<u8>([21, 101, 97, 99, 104, 32, 104, 111, 115, 116, 32, 111, 110, 99, 101, 32, 97, 32, 112, 111, 114, 116]);
// ", which $.listeners["
// @ts-ignore: decorator
@lazy export const ALREADY_HELD_BY: usize = memory.data<u8>([20, 44, 32, 119, 104, 105, 99, 104, 32, 36, 46, 108, 105, 115, 116, 101, 110, 101, 114, 115, 91]);
// "] holds on the same port"
// @ts-ignore: decorator
@lazy export const HOLDS_TOO: usize = memory.data<u8>([24, 93, 32, 104, 111, 108, 100, 115, 32, 111, 110, 32, 116, 104, 101, 32, 115, 97, 109, 101, 32, 112, 111, 114, 116]);
// "\"listeners\", which rule LISTENER needs"
// @ts-ignore: decorator
@lazy export const RULE_NEEDS_LISTENERS: usize = memory.data<u8>([38, 34, 108, 105, 115, 116, 101, 110, 101, 114, 115, 34, 44, 32, 119, 104, 105, 99, 104, 32, 114, 117, 108, 101, 32, 76, 73, 83, 84, 69, 78, 69, 82, 32, 110, 101, 101, 100, 115]);
// "rule \"LISTENER\", or no \"listeners\": SNI_EQUALS_HOST uses none"
// @ts-ignore: decorator
@lazy export const RULE_WITHOUT_LISTENERS: usize = memory.data<u8>([61, 114, 117, 108, 101, 32, 34, 76, 73, 83, 84, 69, 78, 69, 82, 34, 44, 32, 111, 114, 32, 110, 111, 32, 34, 108, 105, 115, 116, 101, 110, 101, 114, 115, 34, 58, 32, 83, 78, 73, 95, 69, 81, 85, 65, 76, 83, 95, 72, 79, 83, 84, 32, 117, 115, 101, 115, 32, 110, 111, 110, 101]);
// "\"ALLOW\" or \"REJECT\": rule SNI_EQUALS_HOST knows no listeners"
// @ts-ignore: decorator
@lazy export const SNI_MISSING: usize = memory.data<u8>([60, 34, 65, 76, 76, 79, 87, 34, 32, 111, 114, 32, 34, 82, 69, 74, 69, 67, 84, 34, 58, 32, 114, 117, 108, 101, 32, 83, 78, 73, 95, 69, 81, 85, 65, 76, 83, 95, 72, 79, 83, 84, 32, 107, 110, 111, 119, 115, 32, 110, 111, 32, 108, 105, 115, 116, 101, 110, 101, 114, 115]);
// "rule \"LISTENER\" beside it"
// @ts-ignore: decorator
@lazy export const ONLY_WITH_LISTENERS: usize = memory.data<u8>([25, 114, 117, 108, 101, 32, 34, 76, 73, 83, 84, 69, 78, 69, 82, 34, 32, 98, 101, 115, 105, 100, 101, 32, 105, 116]);
// "a catch-all"
// @ts-ignore: decorator
@lazy export const CATCH_ALL: usize = memory.data<u8>([11, 97, 32, 99, 97, 116, 99, 104, 45, 97, 108, 108]);
// "*"
// @ts-ignore: decorator
@lazy export const STAR: usize = memory.data<u8>([1, 42]);
// "a text of 1 to 253 bytes"
// @ts-ignore: decorator
@lazy export const LABEL: usize = memory.data<u8>([24, 97, 32, 116, 101, 120, 116, 32, 111, 102, 32, 49, 32, 116, 111, 32, 50, 53, 51, 32, 98, 121, 116, 101, 115]);
// "other-listener"
// @ts-ignore: decorator
@lazy export const REASON_OTHER_LISTENER: usize = memory.data<u8>([14, 111, 116, 104, 101, 114, 45, 108, 105, 115, 116, 101, 110, 101, 114]);
// "unknown-host"
// @ts-ignore: decorator
@lazy export const REASON_UNKNOWN_HOST: usize = memory.data<u8>([12, 117, 110, 107, 110, 111, 119, 110, 45, 104, 111, 115, 116]);
// "missing-sni"
// @ts-ignore: decorator
@lazy export const REASON_MISSING_SNI: usize = memory.data<u8>([11, 109, 105, 115, 115, 105, 110, 103, 45, 115, 110, 105]);
// "not-equal"
// @ts-ignore: decorator
@lazy export const REASON_NOT_EQUAL: usize = memory.data<u8>([9, 110, 111, 116, 45, 101, 113, 117, 97, 108]);
// "too-long"
// @ts-ignore: decorator
@lazy export const REASON_TOO_LONG: usize = memory.data<u8>([8, 116, 111, 111, 45, 108, 111, 110, 103]);
// "-"
// @ts-ignore: decorator
@lazy export const DASH: usize = memory.data<u8>([1, 45]);
// ""
// @ts-ignore: decorator
@lazy export const EMPTY: usize = memory.data<u8>([0]);
// "a configuration that fits the memory"
// @ts-ignore: decorator
@lazy export const CONFIGURATION_TOO_LARGE: usize = memory.data<u8>([36, 97, 32, 99, 111, 110, 102, 105, 103, 117, 114, 97, 116, 105, 111, 110, 32, 116, 104, 97, 116, 32, 102, 105, 116, 115, 32, 116, 104, 101, 32, 109, 101, 109, 111, 114, 121]);
