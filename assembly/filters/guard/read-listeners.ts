import * as json from "../../bytes/json";
import { stringSize, stringStart } from "../../bytes/json-text";
import * as texts from "../../bytes/texts.gen";
import { LISTENER_KEY, ListenerKey } from "../../bytes/words.gen";
import { HostRecord } from "../../host/record";
import { openTop } from "../../abi/arena";
import { recordStride } from "../../host/table";
import { addCatchAll, addRecord, readHost } from "./read-hosts";

/** Kind of a record that holds a listener's `tls` label. */
export const TLS_LABEL: u32 = 2;

export let listenerCount: u32 = 0;
/** Whether any listener has a port, and whether any has none. */
export let somePort: bool = false;
export let someWithoutPort: bool = false;

/** Reads `listeners`; the records of their hosts and labels go to the end of the result. */
export function readListeners(): void {
  listenerCount = 0;
  somePort = false;
  someWithoutPort = false;
  const at = json.nextByte() == 91 ? json.place() : 0;
  json.openArray();
  while (json.nextItem(listenerCount)) readListener(listenerCount++);
  if (listenerCount == 0 && !json.failed()) {
    json.returnHere(at);
    json.complain(texts.EMPTY_ARRAY, texts.NON_EMPTY_LISTENERS);
  }
}

function readListener(number: u32): void {
  // The port may stand behind the hosts: it is written into their records afterwards.
  const first = openTop();
  let port: u32 = 0;
  let hosts = false;
  const at = json.place();
  json.openObject();
  for (let key = json.nextKey(LISTENER_KEY); key >= 0; key = json.nextKey(LISTENER_KEY)) {
    switch (key) {
      case ListenerKey.Name:
        readLabel();
        break;
      case ListenerKey.Port:
        port = json.readWhole(1, 65535);
        break;
      case ListenerKey.Hosts:
        hosts = true;
        readHosts(number);
        break;
      default:
        if (readLabel()) addRecord(TLS_LABEL, stringStart, stringSize, 0, number, 0);
    }
  }
  if (json.failed()) return;
  if (!hosts) {
    json.returnHere(at);
    addCatchAll(port, number);
  }
  if (port == 0) someWithoutPort = true;
  else setPorts(first, port);
}

/** A name or a label, shown or compared and never parsed. */
function readLabel(): bool {
  if (!json.readText(texts.LABEL)) return false;
  if (stringSize > 0 && stringSize <= 253) return true;
  json.complainString(texts.LABEL);
  return false;
}

function readHosts(listener: u32): void {
  const at = json.place();
  let count: u32 = 0;
  json.openArray();
  while (json.nextItem(count)) readHost(count++, 0, listener);
  if (count > 0 || json.failed()) return;
  json.returnHere(at);
  json.complain(texts.EMPTY_ARRAY, texts.NON_EMPTY_HOSTS);
}

function setPorts(first: usize, port: u32): void {
  somePort = true;
  for (let at = first; at < openTop();) {
    const record = changetype<HostRecord>(at);
    if (record.kind != TLS_LABEL) record.port = port;
    at += recordStride(record.size);
  }
}
