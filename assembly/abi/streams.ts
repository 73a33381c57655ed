import { proxy_set_effective_context } from "@solo-io/proxy-runtime/assembly/imports";
import { configurationOf, onlyRoot } from "./roots";
import { OK } from "./status";

// Which root a stream belongs to. The host tells it once, when the stream's context is created; the headers may be judged much
// later. The table has a fixed number of places, one taken from creation to judgement, so its size depends on nothing.
// A place is 8 bytes: stream id (u32, 0 = free), root id (u32).

/** Streams that can wait for their judgement at once while several roots live. */
const PLACES: u32 = 32768;
// @ts-ignore: decorator
@lazy const TABLE: usize = memory.data(262144, 8);

/** How many places may be looked at for one stream. */
const REACH: u32 = 64;

/** Notes that `stream` belongs to `root`. */
export function streamCreated(stream: u32, root: u32): void {
  for (let i: u32 = 0; i < REACH; i++) {
    const place = TABLE + (((stream + i) & (PLACES - 1)) << 3);
    const holder = load<u32>(place);
    // A stream that was reset before its headers came is unknown to the host by now, and its place is free. So is the place of
    // one that had this very id: the host's ids wrap around after 2^32 contexts.
    if (holder == 0 || holder == stream || proxy_set_effective_context(holder) != OK) {
      store<u32>(place, stream);
      store<u32>(place, root, 4);
      if (holder != 0) proxy_set_effective_context(stream);
      return;
    }
  }
  // No place: takeConfiguration will say so unless there is one root only.
  proxy_set_effective_context(stream);
}

/** The configuration that `stream` is to be judged by, or 0. Gives the stream's place back. */
export function takeConfiguration(stream: u32): usize {
  for (let i: u32 = 0; i < REACH; i++) {
    const place = TABLE + (((stream + i) & (PLACES - 1)) << 3);
    if (load<u32>(place) == stream) {
      store<u32>(place, 0);
      return configurationOf(load<u32>(place, 4));
    }
  }
  return configurationOf(onlyRoot());
}
