import { presets } from './presets.ts';
import { steps } from './steps.ts';

/**
 * The words of the filters' configurations and counters. Each list becomes a table of bytes and an enum in
 * `assembly/bytes/words.gen.ts`: the JSON reader matches keys and names against it and lists it when nothing matches. The tables
 * of a group lie in one run, because each data segment costs 9 bytes; a filter holds the groups that it names a table of.
 */
export const filterWords = {
  shared: {
    Boolean: ['false', 'true'],
  },
  normalizer: {
    // The first three are those of a rule too.
    NormalizerKey: ['path', 'host', 'rejectStatus', 'forward', 'rules', 'restore', 'mark'],
    RuleKey: ['path', 'host', 'rejectStatus', 'hosts', 'pathPrefixes'],
    PathKey: ['preset', 'steps'],
    HostKey: ['steps'],
    StepKey: ['step', 'action', 'passes', 'bytes'],
    Preset: presets.map((preset) => preset.id),
    HostStepKey: ['step', 'action'],
    HostAction: ['rewrite', 'reject', 'report'],
    HostStep: ['lower-case', 'strip-port', 'strip-trailing-dot'],
    Action: ['rewrite', 'reject', 'redirect', 'report'],
    Forward: ['NORMALIZED', 'ORIGINAL'],
    /** Behind `portcullis_normalizer_`. */
    NormalizerCounter: ['rewritten', 'rejected', 'redirected', 'reported'],
    // Its order is the step's number. The last table, because behind it come the steps that no configuration can name.
    Step: steps.filter((step) => !('internal' in step)).map((step) => step.id),
  },
  guard: {
    GuardKey: ['rule', 'listeners', 'sameTls', 'missingSni', 'unknownHost', 'action', 'exceptHosts', 'mark'],
    ListenerKey: ['name', 'port', 'hosts', 'tls'],
    Rule: ['LISTENER', 'SNI_EQUALS_HOST'],
    SameTls: ['SEPARATE', 'SHARED'],
    MissingSni: ['LISTENER', 'ALLOW', 'REJECT'],
    UnknownHost: ['PASS', 'REJECT'],
    GuardAction: ['REJECT', 'REPORT'],
    /** Behind `portcullis_guard_`. */
    GuardCounter: ['misdirected', 'reported', 'unknown_host', 'missing_sni', 'unknown_port'],
  },
  gateway: {
    GatewayKey: ['guard', 'normalizer'],
  },
} as const satisfies Record<string, Record<string, readonly string[]>>;
