import type { Oracle } from './oracle.ts';
import { decodeCarelessUtf8 } from './overlong-utf8.ts';
import {
  decodeLoosely,
  decodePercentU,
  foldBackslashes,
  mergeSlashes,
  pathOf,
  resolveDots,
  withoutParameters,
} from './reading.ts';

/** No product does all of it: the greediest reading there is. */
export const decodeUntilStable: Oracle = {
  id: 'decode-until-stable',
  of: 'chains of proxies and frameworks: %XX, %uXXXX and overlong forms decoded until nothing changes, then backslashes, parameters, slashes, dots',
  read(target) {
    let value = pathOf(target);
    for (let before = ''; before !== value;) {
      before = value;
      value = decodeCarelessUtf8(decodeLoosely(decodePercentU(value)));
    }
    return resolveDots(mergeSlashes(withoutParameters(foldBackslashes(value))), 'drop');
  },
};
