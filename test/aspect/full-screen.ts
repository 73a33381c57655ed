import { makeScreen } from "../../assembly/path/screen";

const SCREEN: usize = memory.data(16, 16);

/** The screen of all triggers. */
export function fullScreen(): usize {
  memory.fill(SCREEN, 0, 16);
  makeScreen(SCREEN, 0x3fff);
  return SCREEN;
}
