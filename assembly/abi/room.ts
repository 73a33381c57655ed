import { extend } from "./configure";
import { complain } from "../bytes/json";
import { CONFIGURATION_TOO_LARGE, WHAT_FITS } from "../bytes/texts.gen";

/** Room for `size` more bytes of the configuration that is being compiled, zeroed; 0 and an error where there is none. */
export function room(size: usize): usize {
  const at = extend(size);
  if (at == 0) complain(CONFIGURATION_TOO_LARGE, WHAT_FITS);
  return at;
}
