import { hasFlag, setFlag } from "../../abi/connection-flag";
import { pointerCell, sizeCell } from "../../abi/cells";
import { copyRequestHeader, getRequestHeader } from "../../abi/headers";
import { reply } from "../../abi/local-reply";
import { logRequest, mayLog } from "../../abi/log";
import { GuardCounter } from "../../bytes/words.gen";
import { getProperty, setProperty } from "../../abi/property";
import { CONTINUE, LOG_WARN, NOT_FOUND, OK } from "../../abi/status";
import { begin, line, lineSize, put, putByte, putBytes, putNumber, putQuoted } from "../../bytes/line";
import { sameBytes } from "../../bytes/same";
import { textBytes, textSize } from "../../bytes/text";
import * as texts from "../../bytes/texts.gen";
import { MissingSni } from "../../bytes/words.gen";
import { foldHost, HOST_FOLD, HOST_LOWER_CASE } from "../../host/authority";
import { ANY_PORT, findHost } from "../../host/table";
import { groupFlag, GuardConfig, portBit, PORTS_SIZE, setPortBit } from "./config";
import { count } from "./counters";

const MISDIRECTED_REQUEST: u32 = 421;

// How many bytes a wildcard stands for at least. Envoy's router gives `.example.com` to no `*.example.com`, but its choice of the
// filter chain does, and an SNI must be on that listener here whose filter chain the connection is on.
const IN_AUTHORITY: usize = 1;
const IN_SNI: usize = 0;

/** The request passes. */
const PASS: usize = 0;

let sni: usize = 0;
let sniSize: usize = 0;
let host: usize = 0;
let hostSize: usize = 0;

/** Judges one request by the configuration at `at`; answers what the callback must answer. */
export function judgeByGuard(at: usize): u32 {
  const config = changetype<GuardConfig>(at);
  if (config.mark) setProperty(texts.GUARD_MARK, textBytes(texts.JUDGED), textSize(texts.JUDGED));
  hostSize = 0;
  // Most requests end here: one on this connection has been judged before, and its SNI has not changed since.
  const hostFirst = config.remembers && !config.plaintext && readHost();
  if (hostFirst) {
    const group = hostGroupOf(config, ANY_PORT);
    if (group != 0 && hasFlag(groupFlag(config), group)) return CONTINUE;
  }
  if (!readSni()) return tooLong(config);
  config.plaintext = sniSize == 0 && isPlaintext();
  if (config.plaintext) return CONTINUE;
  if (!hostFirst && !readHost()) return tooLong(config);
  const reason = config.equalsHost ? compareNames(config) : compareListeners(config);
  if (reason == PASS || isExcepted(config) || isClassicConnect()) return CONTINUE;
  return config.report ? report(reason) : refuse(reason);
}

/**
 * false when the value does not fit our memory. An absent server name is an empty one. A trailing dot stays: RFC 6066 3 allows
 * none, and Envoy chooses the filter chain with it, so `admin.example.com.` is on another listener than `admin.example.com`.
 */
function readSni(): bool {
  sniSize = 0;
  const status = getProperty(texts.SNI);
  if (status == NOT_FOUND) return true;
  if (status != OK) return false;
  sni = pointerCell();
  sniSize = foldHost(sni, sizeCell(), HOST_LOWER_CASE);
  return true;
}

function readHost(): bool {
  hostSize = 0;
  const status = copyRequestHeader(texts.AUTHORITY);
  if (status == NOT_FOUND) return true;
  if (status != OK) return false;
  host = pointerCell();
  hostSize = foldHost(host, sizeCell(), HOST_FOLD);
  return true;
}

function isPlaintext(): bool {
  const status = getProperty(texts.TLS_VERSION);
  return status == NOT_FOUND || (status == OK && sizeCell() == 0);
}

/** rule SNI_EQUALS_HOST: PASS or the reason against it. */
function compareNames(config: GuardConfig): usize {
  if (sniSize == 0) {
    count(GuardCounter.MissingSni);
    return config.missingSni == MissingSni.Allow ? PASS : texts.REASON_MISSING_SNI;
  }
  // With a dot in front Envoy's filter chain match and its router understand different things by one name.
  const equal = hostSize == sniSize && load<u8>(sni) != 46 && sameBytes(host, sni, hostSize);
  return equal ? PASS : texts.REASON_NOT_EQUAL;
}

/** rule LISTENER: PASS or the reason against it. */
function compareListeners(config: GuardConfig): usize {
  let port = ANY_PORT;
  if (config.usesPorts) {
    port = connectionPort();
    if (port != ANY_PORT && !config.anyPort && !isHeld(config, port)) return PASS;
  }
  if (sniSize == 0) {
    count(GuardCounter.MissingSni);
    if (config.missingSni == MissingSni.Allow) return PASS;
    if (config.missingSni == MissingSni.Reject) return texts.REASON_MISSING_SNI;
  }
  const hostGroup = hostGroupOf(config, port);
  if (hostGroup == 0) {
    count(GuardCounter.UnknownHost);
    return config.rejectUnknown ? texts.REASON_UNKNOWN_HOST : PASS;
  }
  if (groupOf(config, sni, sniSize, port, IN_SNI) != hostGroup) return texts.REASON_OTHER_LISTENER;
  // Without an SNI each request is counted, and with ports the group is one of the port too.
  if (sniSize > 0 && config.remembers) setFlag(groupFlag(config), hostGroup);
  return PASS;
}

/** Group of the authority, 0 where no listener has it; an empty one is nobody's, not the catch-all's. */
function hostGroupOf(config: GuardConfig, port: u32): u32 {
  return hostSize == 0 ? 0 : groupOf(config, host, hostSize, port, IN_AUTHORITY);
}

/** Number of the group of listeners that the name belongs to, 0 for none. `least`: what a wildcard stands for. */
function groupOf(config: GuardConfig, name: usize, size: usize, port: u32, least: usize): u32 {
  const base = changetype<usize>(config);
  const record = findHost(base, config.buckets, config.bucketCount, name, size, port, least);
  return record === null ? 0 : load<u32>(base + config.groups + (record.listener << 2));
}

/** Port that Envoy's listener is bound to, ANY_PORT where the host cannot tell. */
function connectionPort(): u32 {
  if (getProperty(texts.DESTINATION_PORT) != OK || sizeCell() != 8) return ANY_PORT;
  const port = load<u64>(pointerCell());
  return port > 0 && port < 65536 ? <u32>port : ANY_PORT;
}

/** Whether a listener holds the port; the first request on one that none holds is worth a warning. */
function isHeld(config: GuardConfig, port: u32): bool {
  const held = changetype<usize>(config) + config.ports;
  if (portBit(held, port)) return true;
  count(GuardCounter.UnknownPort);
  const warned = held + PORTS_SIZE;
  if (portBit(warned, port) || !mayLog()) return false;
  setPortBit(warned, port);
  begin(texts.LOG_GUARD);
  put(texts.LOG_PORT);
  putNumber(port);
  put(texts.LOG_PORT_PASSES);
  logRequest(LOG_WARN);
  return false;
}

function isExcepted(config: GuardConfig): bool {
  if (!config.hasExceptions) return false;
  const base = changetype<usize>(config);
  return findHost(base, config.exceptions, config.exceptionCount, host, hostSize, ANY_PORT, IN_AUTHORITY) !== null;
}

/** CONNECT without :protocol. Asked only about a request that would be refused: it is a host call. */
function isClassicConnect(): bool {
  // The values read so far stay in the arena.
  if (getRequestHeader(texts.METHOD) != OK || sizeCell() != textSize(texts.CONNECT)) return false;
  if (!sameBytes(pointerCell(), textBytes(texts.CONNECT), textSize(texts.CONNECT))) return false;
  return getRequestHeader(texts.PROTOCOL) != OK || sizeCell() == 0;
}

function refuse(reason: usize): u32 {
  count(GuardCounter.Misdirected);
  begin(texts.DETAILS_MISDIRECTED);
  put(reason);
  putByte(125);
  return reply(MISDIRECTED_REQUEST, texts.BODY_MISDIRECTED);
}

/** action REPORT: filter state `SNI HOST`, a counter and a log line; the request goes on. */
function report(reason: usize): u32 {
  count(GuardCounter.Reported);
  begin(texts.EMPTY);
  putName(sni, sniSize);
  putByte(32);
  putName(host, hostSize);
  setProperty(texts.MISDIRECTED, line(), lineSize());
  if (!mayLog()) return CONTINUE;
  begin(texts.LOG_GUARD);
  put(texts.LOG_REPORTED);
  put(reason);
  put(texts.LOG_HOST);
  putQuoted(host, hostSize);
  put(texts.LOG_BEHIND_SNI);
  putQuoted(sni, sniSize);
  logRequest(LOG_WARN);
  return CONTINUE;
}

/** A name as an access log shows it: "-" for none. */
function putName(from: usize, size: usize): void {
  if (size == 0) put(texts.DASH);
  else putBytes(from, size);
}

/** A name that does not fit our memory is nobody's, so the request is judged as misdirected. */
function tooLong(config: GuardConfig): u32 {
  return config.report ? report(texts.REASON_TOO_LONG) : refuse(texts.REASON_TOO_LONG);
}
