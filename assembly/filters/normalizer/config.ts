import { SCREEN_SIZE } from "../../path/screen";

// A compiled configuration: the class NormalizerConfig, its screen, then stages, rules and their patterns in the order in which
// the configuration names them. All of it can be moved: offsets count from its beginning.

/** What to do with a path and a host: the top level's, or a rule's. */
@unmanaged
export class Section {
  /** Offset of the stages. */
  stages: u32;
  stageCount: u32;
  /** A path for which the scan saw none of these is left alone. */
  triggers: u32;
  /** Which steps do more than report, a bit each. */
  acting: u32;
  /** Number of the preset (tools/catalog/presets.ts), weakest first. */
  preset: u32;
  /** Four bits a host step (host/authority.ts): 0 = not named, else 1 + its action. */
  hostSteps: u32;
  /** Status of the local reply to a refused request, 400-499. */
  rejectStatus: u32;
}

/** Bytes of the class above. */
export const SECTION_SIZE: usize = 28;


@unmanaged
export class NormalizerConfig extends Section {
  /** The instance that puts the original path back; nothing else of the configuration counts then. */
  restore: bool;
  /** Set filter state on every judged request. */
  mark: bool;
  /** Policies see the normalized path, the back end gets the original one. */
  original: bool;
  /** Some section has host steps. */
  someHostSteps: bool;
  /** The triggers of all sections. */
  allTriggers: u32;
  /** Offset of the first rule, 0 without rules. */
  rules: u32;
}

/** Whether it has `restore` or `mark`: one look, and most have not. */
// @ts-ignore: decorator
@inline
export function isRare(config: NormalizerConfig): bool {
  return load<u16>(changetype<usize>(config), offsetof<NormalizerConfig>("restore")) != 0;
}

const FIELDS: usize = 48;

/** Bytes of the class above and of the screen behind it. */
export const CONFIG_SIZE: usize = FIELDS + SCREEN_SIZE;

/** The screen of all triggers (path/screen.ts). */
// @ts-ignore: decorator
@inline
export function screenOf(config: NormalizerConfig): usize {
  return changetype<usize>(config) + FIELDS;
}

/** A rule: its section, which begins as a copy of the top level's, and when it holds. */
@unmanaged
export class Rule extends Section {
  /** Offset of the next rule, 0 = none. */
  next: u32;
  /** Offsets where its host patterns begin and end; 0 = any host. */
  hosts: u32;
  hostsEnd: u32;
  /** Offsets where its path prefixes begin and end; 0 = any path. */
  prefixes: u32;
  prefixesEnd: u32;
}

/** Bytes of the class above. */
export const RULE_SIZE: usize = 48;
