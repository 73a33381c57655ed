import { stageAt } from "../../path/pipeline";
import { SCREEN_SIZE } from "../../path/screen";

/** A compiled configuration of the normalizer; its stages lie right behind it. All of it is relocatable. */
@unmanaged
export class NormalizerConfig {
  /** The instance that puts the original path back; nothing else of the configuration counts then. */
  restore: bool;
  /** Policies see the normalized path, the back end gets the original one. */
  original: bool;
  /** Set filter state on every judged request. */
  mark: bool;
  /** Which host steps run (host/authority.ts). */
  hostSteps: u8;
  /** Status of the local reply to a refused request, 400-499. */
  rejectStatus: u32;
  /** A path for which the scan saw none of these is left alone. */
  triggers: u32;
  stageCount: u32;
}

// @ts-ignore: decorator
@inline
const FIELDS: usize = 16;

/** Bytes of the class above and of the screen behind it. */
export const CONFIG_SIZE: usize = FIELDS + SCREEN_SIZE;

/** The screen of `triggers` (path/screen.ts). */
// @ts-ignore: decorator
@inline
export function screenOf(config: NormalizerConfig): usize {
  return changetype<usize>(config) + FIELDS;
}

// @ts-ignore: decorator
@inline
export function stagesOf(config: NormalizerConfig): usize {
  return changetype<usize>(config) + CONFIG_SIZE;
}

/** Bytes of a configuration with that many stages. */
export function configSize(stageCount: u32): usize {
  return stageAt(CONFIG_SIZE, stageCount);
}
