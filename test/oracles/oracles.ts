import { apache, apacheRewrite } from './apache.ts';
import { cString } from './c-string.ts';
import { caseFolding } from './case-folding.ts';
import { decodeAndParseAgain } from './decode-and-parse-again.ts';
import { decodeBeforeParams } from './decode-before-params.ts';
import { decodeTwice } from './decode-twice.ts';
import { decodeUntilStable } from './decode-until-stable.ts';
import { goMux } from './go-mux.ts';
import { iis } from './iis.ts';
import { jetty } from './jetty.ts';
import { fullWidth, lookAlikes } from './look-alikes.ts';
import { nginx } from './nginx.ts';
import { nodeStatic, nodeStaticWindows } from './node-static.ts';
import type { Oracle } from './oracle.ts';
import { overlongUtf8 } from './overlong-utf8.ts';
import { percentU } from './percent-u.ts';
import { rawWhiteSpace, requestLine } from './raw-white-space.ts';
import { rfc3986 } from './rfc3986.ts';
import { spring } from './spring.ts';
import { tomcat } from './tomcat.ts';
import { express, trailingSlash } from './trailing-slash.ts';
import { relativeUrl, whatwgUrl } from './whatwg-url.ts';
import { windowsNames } from './windows-names.ts';

/** Every reading, those that STRICT alone is for first. */
export const oracles: readonly Oracle[] = [
  rfc3986,
  whatwgUrl,
  relativeUrl,
  nginx,
  apache,
  apacheRewrite,
  tomcat,
  jetty,
  decodeBeforeParams,
  spring,
  goMux,
  nodeStatic,
  nodeStaticWindows,
  iis,
  percentU,
  overlongUtf8,
  rawWhiteSpace,
  requestLine,
  cString,
  decodeTwice,
  decodeAndParseAgain,
  decodeUntilStable,
  caseFolding,
  trailingSlash,
  express,
  windowsNames,
  fullWidth,
  lookAlikes,
];
