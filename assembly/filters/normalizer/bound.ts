import * as json from "../../bytes/json";
import { LAXER } from "../../bytes/texts.gen";
import { HostAction } from "../../bytes/words.gen";
import { Section } from "./config";

// A rule with `pathPrefixes` could be avoided by spelling, so it may only relax the top level: each of these makes an error of the
// value read last where the top level has nothing as strict.

/** The top level, where what is read may only relax it; else 0. */
let bound: Section = changetype<Section>(0);

/** From here on the section at `top` is the bound; 0 = there is none. */
export function relaxOnly(top: usize): void {
  bound = changetype<Section>(top);
}

export function holdPreset(preset: i32): void {
  if (changetype<usize>(bound) != 0 && preset > <i32>bound.preset) json.complainPlace(LAXER);
}

export function holdStep(step: u32): void {
  if (changetype<usize>(bound) != 0 && ((bound.acting >> step) & 1) == 0) json.complainPlace(LAXER);
}

export function holdHostStep(step: u32): void {
  const top = (bound.hostSteps >> (step << 2)) & 15;
  if (changetype<usize>(bound) != 0 && (top == 0 || top == 1 + HostAction.Report)) json.complainPlace(LAXER);
}
