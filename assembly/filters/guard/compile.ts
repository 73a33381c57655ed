import { declareFlag } from "../../abi/connection-flag";
import { beginComplaintAt } from "../../bytes/json";
import { atRoot, enter, onIndex, onKey, putRoot } from "../../bytes/json-path";
import { put, putBytes, putNumber, putQuoted } from "../../bytes/line";
import { textBytes, textSize } from "../../bytes/text";
import * as texts from "../../bytes/texts.gen";
import { GUARD_KEY, GuardKey, LISTENER_KEY, ListenerKey } from "../../bytes/words.gen";
import { wordText } from "../../bytes/words";
import { WILDCARD } from "../../host/pattern";
import { HostRecord } from "../../host/record";
import { ANY_PORT, bucketCount, findRecord, linkRecords, recordBytes, recordStride } from "../../host/table";
import { room } from "../../abi/room";
import { groupFlag, GuardConfig, PORTS_SIZE, setPortBit } from "./config";
import { NO_INDEX } from "./read-hosts";
import { somePort, someWithoutPort, TLS_LABEL } from "./read-listeners";

/** Makes the look-up tables of the records that were read; on failure the line holds the error. */
export function compileTables(
  base: usize,
  listenerCount: u32,
  shared: bool,
  listeners: usize,
  listenersEnd: usize,
  exceptions: usize,
  exceptionsEnd: usize,
): bool {
  const config = changetype<GuardConfig>(base);
  config.bucketCount = bucketCount(countRecords(listeners, listenersEnd));
  config.buckets = place(base, config.bucketCount << 2);
  config.exceptionCount = bucketCount(countRecords(exceptions, exceptionsEnd));
  config.exceptions = place(base, config.exceptionCount << 2);
  config.hasExceptions = exceptionsEnd > exceptions;
  config.groups = config.equalsHost ? 1 : place(base, (listenerCount << 2) + 4);
  config.usesPorts = somePort && !config.equalsHost;
  config.anyPort = someWithoutPort;
  config.ports = config.usesPorts ? place(base, (<u32>PORTS_SIZE) << 1) : 1;
  if (!config.buckets || !config.exceptions || !config.groups || !config.ports) return false;
  linkRecords(base, <u32>(exceptions - base), <u32>(exceptionsEnd - base), config.exceptions, config.exceptionCount);
  linkRecords(base, <u32>(listeners - base), <u32>(listenersEnd - base), config.buckets, config.bucketCount);
  for (let i: u32 = 0; i < listenerCount && !config.equalsHost; i++) {
    store<u32>(base + config.groups + (i << 2), i + 1);
  }
  for (let at = listeners; at < listenersEnd;) {
    const record = changetype<HostRecord>(at);
    if (record.kind == TLS_LABEL) {
      if (shared) joinGroup(base, config, record);
    } else {
      if (record.port != 0) setPortBit(base + config.ports, record.port);
      if (isDuplicate(base, config, record)) return false;
    }
    at += recordStride(record.size);
  }
  declareGroups(base, config, listenerCount);
  return true;
}

/** Says which flags a connection may get: one for each group, which is named by the number of its first listener. */
function declareGroups(base: usize, config: GuardConfig, listenerCount: u32): void {
  config.remembers = !config.equalsHost && !config.usesPorts;
  for (let i: u32 = 1; i <= listenerCount && config.remembers; i++) {
    if (load<u32>(base + config.groups + ((i - 1) << 2)) == i) config.remembers = declareFlag(groupFlag(config), i);
  }
}

/** Offset of `size` zeroed bytes at the end of the result; 0 and an error where there is no room. */
function place(base: usize, size: u32): u32 {
  const at = room(size);
  return at == 0 ? 0 : <u32>(at - base);
}

function countRecords(from: usize, end: usize): u32 {
  let count: u32 = 0;
  for (let at = from; at < end; count++) at += recordStride(changetype<HostRecord>(at).size);
  return count;
}

/** The listener counts as one with the first one that has the same label. */
function joinGroup(base: usize, config: GuardConfig, record: HostRecord): void {
  const first = find(base, config, record, ANY_PORT);
  if (first !== null) store<u32>(base + config.groups + (record.listener << 2), first.listener + 1);
}

/** One host twice on a port: the first record that holds where this one holds must be this one. */
function isDuplicate(base: usize, config: GuardConfig, record: HostRecord): bool {
  const first = find(base, config, record, record.port == 0 ? ANY_PORT : record.port);
  if (first === null || first === record) return false;
  // `first` was written first. Two with different ports may both be found for a record without one.
  placeOf(record);
  beginComplaintAt(record.textOffset);
  showHost(record);
  put(texts.WHICH);
  putRoot();
  put(texts.LISTENERS_AT);
  putNumber(first.listener);
  put(texts.HOLDS_TOO);
  put(texts.EXPECTED);
  put(texts.ONCE_PER_PORT);
  return true;
}

function find(base: usize, config: GuardConfig, record: HostRecord, port: u32): HostRecord | null {
  return findRecord(
    base,
    config.buckets,
    config.bucketCount,
    record.kind,
    recordBytes(record),
    record.size,
    record.hash,
    port,
  );
}

/** Makes the place of the record the place of the error: `$.listeners[2].hosts[0]`. */
function placeOf(record: HostRecord): void {
  const listenersKey = wordText(GUARD_KEY, GuardKey.Listeners);
  const hostsKey = wordText(LISTENER_KEY, ListenerKey.Hosts);
  atRoot();
  enter();
  onKey(textBytes(listenersKey), textSize(listenersKey));
  enter();
  onIndex(record.listener);
  if (record.index == NO_INDEX) return;
  enter();
  onKey(textBytes(hostsKey), textSize(hostsKey));
  enter();
  onIndex(record.index);
}

function showHost(record: HostRecord): void {
  if (record.size == 0) {
    put(texts.CATCH_ALL);
    return;
  }
  if (record.kind != WILDCARD) {
    putQuoted(recordBytes(record), record.size);
    return;
  }
  put(texts.QUOTE);
  put(texts.STAR);
  putBytes(recordBytes(record), record.size);
  put(texts.QUOTE);
}
