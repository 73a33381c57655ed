// Made from tools/catalog by scripts/gen.mjs. Do not edit.
// words of group shared
// @ts-ignore: decorator
@lazy export const SHARED_WORDS: usize = memory.data<u8>([5, 102, 97, 108, 115, 101, 4, 116, 114, 117, 101, 255]);
// false true
// @ts-ignore: decorator
@lazy @inline export const BOOLEAN: usize = SHARED_WORDS + 0;
export const enum Boolean {
  False,
  True,
}
// words of group normalizer
// @ts-ignore: decorator
@lazy export const NORMALIZER_WORDS: usize = memory.data<u8>([4, 112, 97, 116, 104, 4, 104, 111, 115, 116, 12, 114, 101, 106, 101, 99, 116, 83, 116, 97, 116, 117, 115, 7, 102, 111, 114, 119, 97, 114, 100, 5, 114, 117, 108, 101, 115, 7, 114, 101, 115, 116, 111, 114, 101, 4, 109, 97, 114, 107, 255, 4, 112, 97, 116, 104, 4, 104, 111, 115, 116, 12, 114, 101, 106, 101, 99, 116, 83, 116, 97, 116, 117, 115, 5, 104, 111, 115, 116, 115, 12, 112, 97, 116, 104, 80, 114, 101, 102, 105, 120, 101, 115, 255, 6, 112, 114, 101, 115, 101, 116, 5, 115, 116, 101, 112, 115, 255, 5, 115, 116, 101, 112, 115, 255, 4, 115, 116, 101, 112, 6, 97, 99, 116, 105, 111, 110, 6, 112, 97, 115, 115, 101, 115, 5, 98, 121, 116, 101, 115, 255, 4, 78, 79, 78, 69, 4, 66, 65, 83, 69, 13, 77, 69, 82, 71, 69, 95, 83, 76, 65, 83, 72, 69, 83, 24, 68, 69, 67, 79, 68, 69, 95, 65, 78, 68, 95, 77, 69, 82, 71, 69, 95, 83, 76, 65, 83, 72, 69, 83, 6, 83, 84, 82, 73, 67, 84, 255, 4, 115, 116, 101, 112, 6, 97, 99, 116, 105, 111, 110, 255, 7, 114, 101, 119, 114, 105, 116, 101, 6, 114, 101, 106, 101, 99, 116, 6, 114, 101, 112, 111, 114, 116, 255, 10, 108, 111, 119, 101, 114, 45, 99, 97, 115, 101, 10, 115, 116, 114, 105, 112, 45, 112, 111, 114, 116, 18, 115, 116, 114, 105, 112, 45, 116, 114, 97, 105, 108, 105, 110, 103, 45, 100, 111, 116, 255, 7, 114, 101, 119, 114, 105, 116, 101, 6, 114, 101, 106, 101, 99, 116, 8, 114, 101, 100, 105, 114, 101, 99, 116, 6, 114, 101, 112, 111, 114, 116, 255, 10, 78, 79, 82, 77, 65, 76, 73, 90, 69, 68, 8, 79, 82, 73, 71, 73, 78, 65, 76, 255, 9, 114, 101, 119, 114, 105, 116, 116, 101, 110, 8, 114, 101, 106, 101, 99, 116, 101, 100, 10, 114, 101, 100, 105, 114, 101, 99, 116, 101, 100, 8, 114, 101, 112, 111, 114, 116, 101, 100, 255, 10, 97, 98, 111, 118, 101, 45, 114, 111, 111, 116, 7, 99, 111, 110, 116, 114, 111, 108, 15, 100, 101, 99, 111, 100, 101, 45, 111, 118, 101, 114, 108, 111, 110, 103, 14, 100, 101, 99, 111, 100, 101, 45, 112, 101, 114, 99, 101, 110, 116, 14, 100, 101, 99, 111, 100, 101, 45, 115, 108, 97, 115, 104, 101, 115, 14, 100, 101, 99, 111, 100, 101, 45, 117, 110, 105, 99, 111, 100, 101, 17, 100, 101, 99, 111, 100, 101, 45, 117, 110, 114, 101, 115, 101, 114, 118, 101, 100, 13, 101, 115, 99, 97, 112, 101, 45, 117, 110, 115, 97, 102, 101, 14, 102, 111, 108, 100, 45, 98, 97, 99, 107, 115, 108, 97, 115, 104, 15, 105, 110, 118, 97, 108, 105, 100, 45, 112, 101, 114, 99, 101, 110, 116, 12, 105, 110, 118, 97, 108, 105, 100, 45, 117, 116, 102, 56, 10, 108, 111, 119, 101, 114, 45, 99, 97, 115, 101, 13, 109, 101, 114, 103, 101, 45, 115, 108, 97, 115, 104, 101, 115, 9, 110, 111, 110, 45, 97, 115, 99, 105, 105, 3, 110, 117, 108, 19, 114, 101, 109, 111, 118, 101, 45, 100, 111, 116, 45, 115, 101, 103, 109, 101, 110, 116, 115, 16, 115, 116, 114, 105, 112, 45, 100, 111, 116, 45, 112, 97, 114, 97, 109, 115, 14, 115, 116, 114, 105, 112, 45, 102, 114, 97, 103, 109, 101, 110, 116, 12, 115, 116, 114, 105, 112, 45, 112, 97, 114, 97, 109, 115, 19, 115, 116, 114, 105, 112, 45, 116, 114, 97, 105, 108, 105, 110, 103, 45, 100, 111, 116, 115, 20, 115, 116, 114, 105, 112, 45, 116, 114, 97, 105, 108, 105, 110, 103, 45, 115, 108, 97, 115, 104, 8, 116, 111, 111, 45, 108, 111, 110, 103, 14, 117, 112, 112, 101, 114, 45, 99, 97, 115, 101, 45, 104, 101, 120, 255, 20, 101, 110, 118, 111, 121, 45, 110, 111, 114, 109, 97, 108, 105, 122, 101, 45, 112, 97, 116, 104, 19, 101, 110, 118, 111, 121, 45, 109, 101, 114, 103, 101, 45, 115, 108, 97, 115, 104, 101, 115, 9, 117, 110, 100, 101, 99, 111, 100, 101, 100, 255]);
// path host rejectStatus forward rules restore mark
// @ts-ignore: decorator
@lazy @inline export const NORMALIZER_KEY: usize = NORMALIZER_WORDS + 0;
export const enum NormalizerKey {
  Path,
  Host,
  RejectStatus,
  Forward,
  Rules,
  Restore,
  Mark,
}
// path host rejectStatus hosts pathPrefixes
// @ts-ignore: decorator
@lazy @inline export const RULE_KEY: usize = NORMALIZER_WORDS + 51;
export const enum RuleKey {
  Path,
  Host,
  RejectStatus,
  Hosts,
  PathPrefixes,
}
// preset steps
// @ts-ignore: decorator
@lazy @inline export const PATH_KEY: usize = NORMALIZER_WORDS + 94;
export const enum PathKey {
  Preset,
  Steps,
}
// steps
// @ts-ignore: decorator
@lazy @inline export const HOST_KEY: usize = NORMALIZER_WORDS + 108;
export const enum HostKey {
  Steps,
}
// step action passes bytes
// @ts-ignore: decorator
@lazy @inline export const STEP_KEY: usize = NORMALIZER_WORDS + 115;
export const enum StepKey {
  Step,
  Action,
  Passes,
  Bytes,
}
// NONE BASE MERGE_SLASHES DECODE_AND_MERGE_SLASHES STRICT
// @ts-ignore: decorator
@lazy @inline export const PRESET: usize = NORMALIZER_WORDS + 141;
export const enum Preset {
  None,
  Base,
  MergeSlashes,
  DecodeAndMergeSlashes,
  Strict,
}
// step action
// @ts-ignore: decorator
@lazy @inline export const HOST_STEP_KEY: usize = NORMALIZER_WORDS + 198;
export const enum HostStepKey {
  Step,
  Action,
}
// rewrite reject report
// @ts-ignore: decorator
@lazy @inline export const HOST_ACTION: usize = NORMALIZER_WORDS + 211;
export const enum HostAction {
  Rewrite,
  Reject,
  Report,
}
// lower-case strip-port strip-trailing-dot
// @ts-ignore: decorator
@lazy @inline export const HOST_STEP: usize = NORMALIZER_WORDS + 234;
export const enum HostStep {
  LowerCase,
  StripPort,
  StripTrailingDot,
}
// rewrite reject redirect report
// @ts-ignore: decorator
@lazy @inline export const ACTION: usize = NORMALIZER_WORDS + 276;
export const enum Action {
  Rewrite,
  Reject,
  Redirect,
  Report,
}
// NORMALIZED ORIGINAL
// @ts-ignore: decorator
@lazy @inline export const FORWARD: usize = NORMALIZER_WORDS + 308;
export const enum Forward {
  Normalized,
  Original,
}
// rewritten rejected redirected reported
// @ts-ignore: decorator
@lazy @inline export const NORMALIZER_COUNTER: usize = NORMALIZER_WORDS + 329;
export const enum NormalizerCounter {
  Rewritten,
  Rejected,
  Redirected,
  Reported,
}
// above-root control decode-overlong decode-percent decode-slashes decode-unicode decode-unreserved escape-unsafe fold-backslash invalid-percent invalid-utf8 lower-case merge-slashes non-ascii nul remove-dot-segments strip-dot-params strip-fragment strip-params strip-trailing-dots strip-trailing-slash too-long upper-case-hex envoy-normalize-path envoy-merge-slashes undecoded
// @ts-ignore: decorator
@lazy @inline export const STEP: usize = NORMALIZER_WORDS + 369;
export const enum Step {
  AboveRoot,
  Control,
  DecodeOverlong,
  DecodePercent,
  DecodeSlashes,
  DecodeUnicode,
  DecodeUnreserved,
  EscapeUnsafe,
  FoldBackslash,
  InvalidPercent,
  InvalidUtf8,
  LowerCase,
  MergeSlashes,
  NonAscii,
  Nul,
  RemoveDotSegments,
  StripDotParams,
  StripFragment,
  StripParams,
  StripTrailingDots,
  StripTrailingSlash,
  TooLong,
  UpperCaseHex,
  EnvoyNormalizePath,
  EnvoyMergeSlashes,
  Undecoded,
}
// words of group guard
// @ts-ignore: decorator
@lazy export const GUARD_WORDS: usize = memory.data<u8>([4, 114, 117, 108, 101, 9, 108, 105, 115, 116, 101, 110, 101, 114, 115, 7, 115, 97, 109, 101, 84, 108, 115, 10, 109, 105, 115, 115, 105, 110, 103, 83, 110, 105, 11, 117, 110, 107, 110, 111, 119, 110, 72, 111, 115, 116, 6, 97, 99, 116, 105, 111, 110, 11, 101, 120, 99, 101, 112, 116, 72, 111, 115, 116, 115, 4, 109, 97, 114, 107, 255, 4, 110, 97, 109, 101, 4, 112, 111, 114, 116, 5, 104, 111, 115, 116, 115, 3, 116, 108, 115, 255, 8, 76, 73, 83, 84, 69, 78, 69, 82, 15, 83, 78, 73, 95, 69, 81, 85, 65, 76, 83, 95, 72, 79, 83, 84, 255, 8, 83, 69, 80, 65, 82, 65, 84, 69, 6, 83, 72, 65, 82, 69, 68, 255, 8, 76, 73, 83, 84, 69, 78, 69, 82, 5, 65, 76, 76, 79, 87, 6, 82, 69, 74, 69, 67, 84, 255, 4, 80, 65, 83, 83, 6, 82, 69, 74, 69, 67, 84, 255, 6, 82, 69, 74, 69, 67, 84, 6, 82, 69, 80, 79, 82, 84, 255, 11, 109, 105, 115, 100, 105, 114, 101, 99, 116, 101, 100, 8, 114, 101, 112, 111, 114, 116, 101, 100, 12, 117, 110, 107, 110, 111, 119, 110, 95, 104, 111, 115, 116, 11, 109, 105, 115, 115, 105, 110, 103, 95, 115, 110, 105, 12, 117, 110, 107, 110, 111, 119, 110, 95, 112, 111, 114, 116, 255]);
// rule listeners sameTls missingSni unknownHost action exceptHosts mark
// @ts-ignore: decorator
@lazy @inline export const GUARD_KEY: usize = GUARD_WORDS + 0;
export const enum GuardKey {
  Rule,
  Listeners,
  SameTls,
  MissingSni,
  UnknownHost,
  Action,
  ExceptHosts,
  Mark,
}
// name port hosts tls
// @ts-ignore: decorator
@lazy @inline export const LISTENER_KEY: usize = GUARD_WORDS + 71;
export const enum ListenerKey {
  Name,
  Port,
  Hosts,
  Tls,
}
// LISTENER SNI_EQUALS_HOST
// @ts-ignore: decorator
@lazy @inline export const RULE: usize = GUARD_WORDS + 92;
export const enum Rule {
  Listener,
  SniEqualsHost,
}
// SEPARATE SHARED
// @ts-ignore: decorator
@lazy @inline export const SAME_TLS: usize = GUARD_WORDS + 118;
export const enum SameTls {
  Separate,
  Shared,
}
// LISTENER ALLOW REJECT
// @ts-ignore: decorator
@lazy @inline export const MISSING_SNI: usize = GUARD_WORDS + 135;
export const enum MissingSni {
  Listener,
  Allow,
  Reject,
}
// PASS REJECT
// @ts-ignore: decorator
@lazy @inline export const UNKNOWN_HOST: usize = GUARD_WORDS + 158;
export const enum UnknownHost {
  Pass,
  Reject,
}
// REJECT REPORT
// @ts-ignore: decorator
@lazy @inline export const GUARD_ACTION: usize = GUARD_WORDS + 171;
export const enum GuardAction {
  Reject,
  Report,
}
// misdirected reported unknown_host missing_sni unknown_port
// @ts-ignore: decorator
@lazy @inline export const GUARD_COUNTER: usize = GUARD_WORDS + 186;
export const enum GuardCounter {
  Misdirected,
  Reported,
  UnknownHost,
  MissingSni,
  UnknownPort,
}
// words of group gateway
// @ts-ignore: decorator
@lazy export const GATEWAY_WORDS: usize = memory.data<u8>([5, 103, 117, 97, 114, 100, 10, 110, 111, 114, 109, 97, 108, 105, 122, 101, 114, 255]);
// guard normalizer
// @ts-ignore: decorator
@lazy @inline export const GATEWAY_KEY: usize = GATEWAY_WORDS + 0;
export const enum GatewayKey {
  Guard,
  Normalizer,
}
