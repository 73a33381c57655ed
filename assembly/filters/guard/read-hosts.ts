import { toLower } from "../../bytes/ascii";
import * as json from "../../bytes/json";
import { offsetOf, stringSize, stringStart } from "../../bytes/json-text";
import * as texts from "../../bytes/texts.gen";
import { PatternFault, patternKind, patternSize, patternStart, readPattern, WILDCARD } from "../../host/pattern";
import { HostRecord } from "../../host/record";
import { room } from "../../abi/room";
import { fillRecord, recordStride } from "../../host/table";

/** Index of a record that stands for a listener without `hosts`. */
export const NO_INDEX: u32 = 0xffffffff;

/** Reads one host of a list, the reader stands before it, into a record at the end of the result. */
export function readHost(index: u32, port: u32, listener: u32): void {
  if (!json.readText(texts.HOST_NAME)) return;
  for (let i: usize = 0; i < stringSize; i++) {
    store<u8>(stringStart + i, toLower(load<u8>(stringStart + i)));
  }
  const fault = readPattern(stringStart, stringSize);
  if (fault == PatternFault.None) {
    addRecord(patternKind, patternStart, patternSize, port, listener, index);
  } else if (fault == PatternFault.TooLong) {
    json.complain(texts.LONG_HOST, texts.SHORT_HOST);
  } else {
    json.complainString(fault == PatternFault.IpLiteral ? texts.NO_IP : texts.HOST_NAME);
  }
}

/** A listener without `hosts` takes every host. */
export function addCatchAll(port: u32, listener: u32): void {
  addRecord(WILDCARD, 0, 0, port, listener, NO_INDEX);
}

/** Puts a record at the end of the result; answers false when the memory is full. */
export function addRecord(kind: u32, from: usize, size: usize, port: u32, listener: u32, index: u32): bool {
  const at = room(recordStride(size));
  if (at == 0) return false;
  const record = changetype<HostRecord>(at);
  fillRecord(record, kind, from, size, port, listener);
  record.index = index;
  record.textOffset = offsetOf(json.place());
  return true;
}
