import { presets } from './presets.ts';
import { steps } from './steps.ts';

/**
 * The words of the filters' configurations. Each list becomes a table of bytes and an enum in
 * `assembly/bytes/words.gen.ts`: the JSON reader matches keys and names against it and lists it when nothing matches.
 */
export const filterWords = {
  NormalizerKey: ['path', 'host', 'forward', 'restore', 'rejectStatus', 'mark'],
  PathKey: ['preset', 'steps'],
  HostKey: ['steps'],
  StepKey: ['step', 'action', 'passes', 'bytes'],
  Preset: presets.map((preset) => preset.id),
  // Its order is the step's number.
  Step: steps.filter((step) => !('internal' in step)).map((step) => step.id),
  HostStep: ['lower-case', 'strip-port', 'strip-trailing-dot'],
  Action: ['rewrite', 'reject', 'redirect', 'report'],
  Forward: ['NORMALIZED', 'ORIGINAL'],
  GuardKey: ['rule', 'listeners', 'sameTls', 'missingSni', 'unknownHost', 'action', 'exceptHosts', 'mark'],
  ListenerKey: ['name', 'port', 'hosts', 'tls'],
  Rule: ['LISTENER', 'SNI_EQUALS_HOST'],
  SameTls: ['SEPARATE', 'SHARED'],
  MissingSni: ['LISTENER', 'ALLOW', 'REJECT'],
  UnknownHost: ['PASS', 'REJECT'],
  GuardAction: ['REJECT', 'REPORT'],
} as const satisfies Record<string, readonly string[]>;
