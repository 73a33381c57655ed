import type { Oracle } from './oracle.ts';
import { decodeLoosely, mergeSlashes, pathOf, resolveDots } from './reading.ts';

export const decodeAndParseAgain: Oracle = {
  id: 'decode-and-parse-again',
  of: 'proxies that send the decoded path on as a new request target (nginx proxy_pass with $uri): "?" and "#" end it there',
  read: (target) => resolveDots(mergeSlashes(decodeLoosely(pathOf(decodeLoosely(pathOf(target))))), 'drop'),
};
