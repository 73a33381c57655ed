import { proxy_set_effective_context } from "@solo-io/proxy-runtime/assembly/imports";
import { configurationOf } from "./roots";
import { OK } from "./status";

// Which root a stream belongs to. The host tells it once, when the stream's context is created; the headers may be judged much
// later. As long as a VM has had one root only, all streams are that one's and nothing is noted. From the second root on each
// stream has a place in a table, taken from creation to judgement; their number is fixed, so the table's size depends on nothing.
// A place is 8 bytes: stream id (u32, 0 = free), root id (u32).

/** The only root that was ever configured here, and its configuration; 0 before the first root and from the second one on. */
export let soleRoot: u32 = 0;
let soleConfiguration: usize = 0;
/** There have been several roots: from now on streams have places. */
let shared: bool = false;
/** The root that was the only one before, for streams that were created then: their ids are lower than `formerEnd`. */
let former: u32 = 0;
let formerEnd: u32 = 0;

/** Streams that can wait for their judgement at once while several roots live. */
const PLACES: u32 = 32768;
// @ts-ignore: decorator
@lazy const TABLE: usize = memory.data(262144, 8);

/** How many places may be looked at for one stream. */
const REACH: u32 = 64;

/** To be called whenever a configuration of `root` was read, whether it was `accepted` or not. */
export function rootConfigured(root: u32, accepted: bool): void {
  if (accepted && soleRoot == 0 && !shared) soleRoot = root;
  if (soleRoot != root) share(root);
  soleConfiguration = configurationOf(soleRoot);
}

/** The context `id` is not of the only root, or is another root. The host counts ids upwards: streams from before have lower ones. */
function share(id: u32): void {
  if (shared) return;
  shared = true;
  former = soleRoot;
  formerEnd = id;
  soleRoot = 0;
  soleConfiguration = 0;
}

/** Notes that `stream` belongs to `root`, which is not the only one; 0 = `stream` is a root itself. */
export function streamCreated(stream: u32, root: u32): void {
  if (root == 0) return;
  share(stream);
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
  // No place: unknown streams are not only those of before any more.
  former = 0;
  proxy_set_effective_context(stream);
}

/** The configuration that `stream` is to be judged by, or 0. Gives the stream's place back. */
// @ts-ignore: decorator
@inline
export function takeConfiguration(stream: u32): usize {
  return soleConfiguration != 0 ? soleConfiguration : findConfiguration(stream);
}

function findConfiguration(stream: u32): usize {
  for (let i: u32 = 0; i < REACH; i++) {
    const place = TABLE + (((stream + i) & (PLACES - 1)) << 3);
    if (load<u32>(place) == stream) {
      store<u32>(place, 0);
      return configurationOf(load<u32>(place, 4));
    }
  }
  // Signed, because ids wrap around.
  return configurationOf(<i32>(stream - formerEnd) < 0 ? former : 0);
}
