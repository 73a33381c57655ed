import { sameBytes } from "../bytes/same";
import { EXACT, WILDCARD } from "./pattern";
import { HostRecord, RECORD_SIZE } from "./record";

// A hash table of hosts whose look-up does not depend on how many there are. Everything is addressed from `base`, so the
// table can be moved. Records lie side by side from `first`, each rounded up to 16 bytes; the buckets are u32 offsets.

/** Port of a connection whose port is not known: all listeners are searched. */
export const ANY_PORT: u32 = 0xffffffff;

const FNV_BASIS: u32 = 2166136261;
const FNV_PRIME: u32 = 16777619;

/** Hash of the bytes read backwards, so that every suffix of a host is hashed in one pass. */
export function hashBackwards(from: usize, size: usize): u32 {
  let hash = FNV_BASIS;
  for (let i = size; i > 0; i--) hash = (hash ^ load<u8>(from + i - 1)) * FNV_PRIME;
  return hash;
}

// @ts-ignore: decorator
@inline
export function recordBytes(record: HostRecord): usize {
  return changetype<usize>(record) + RECORD_SIZE;
}

/** Bytes from one record to the next. */
export function recordStride(size: usize): usize {
  return (RECORD_SIZE + size + 15) & ~15;
}

export function fillRecord(record: HostRecord, kind: u32, from: usize, size: usize, port: u32, listener: u32): void {
  record.kind = <u16>kind;
  record.size = <u16>size;
  record.port = port;
  record.listener = listener;
  record.hash = hashBackwards(from, size);
  memory.copy(recordBytes(record), from, size);
}

/** Smallest power of two that holds `count` records, at least 8. */
export function bucketCount(count: u32): u32 {
  let buckets: u32 = 8;
  while (buckets < count) buckets <<= 1;
  return buckets;
}

/**
 * Links the records from offset `first` to offset `last` into the `count` buckets at `base + buckets`, in their order: the first
 * one given is the first one found.
 */
export function linkRecords(base: usize, first: u32, last: u32, buckets: u32, count: u32): void {
  // Tails are found by a walk; buckets hold about one record each.
  for (let offset = first; offset < last;) {
    const record = changetype<HostRecord>(base + offset);
    const stride = <u32>recordStride(record.size);
    // A label is looked up for its first record only; thousands of equal ones must not make one long chain.
    if (record.kind > WILDCARD && findSame(base, buckets, count, record) !== null) {
      offset += stride;
      continue;
    }
    let link = base + buckets + ((record.hash & (count - 1)) << 2);
    while (load<u32>(link) != 0) link = base + load<u32>(link);
    store<u32>(link, offset);
    record.next = 0;
    offset += stride;
  }
}

/** First record with the kind and the bytes of this one, on whatever port. */
export function findSame(base: usize, buckets: u32, count: u32, record: HostRecord): HostRecord | null {
  return findRecord(base, buckets, count, record.kind, recordBytes(record), record.size, record.hash, ANY_PORT);
}

/** First record of that kind and those bytes that holds on `port`, or null. */
export function findRecord(
  base: usize,
  buckets: u32,
  count: u32,
  kind: u32,
  from: usize,
  size: usize,
  hash: u32,
  port: u32,
): HostRecord | null {
  let offset = load<u32>(base + buckets + ((hash & (count - 1)) << 2));
  while (offset != 0) {
    const record = changetype<HostRecord>(base + offset);
    if (
      record.hash == hash &&
      record.size == size &&
      record.kind == kind &&
      (record.port == 0 || port == ANY_PORT || record.port == port) &&
      sameBytes(recordBytes(record), from, size)
    ) {
      return record;
    }
    offset = record.next;
  }
  return null;
}

/**
 * The most specific record for a folded host: the exact name, else the longest wildcard, else the catch-all, else null
 * (Gateway API, Listener.hostname). One pass from the right, one look-up a label. A wildcard stands for at least `least` bytes.
 */
export function findHost(
  base: usize,
  buckets: u32,
  count: u32,
  host: usize,
  size: usize,
  port: u32,
  least: usize,
): HostRecord | null {
  let best = findRecord(base, buckets, count, WILDCARD, host, 0, FNV_BASIS, port);
  let hash = FNV_BASIS;
  for (let i = size; i > 0; i--) {
    const byte: u32 = load<u8>(host + i - 1);
    hash = (hash ^ byte) * FNV_PRIME;
    if (byte != 46 || i <= least) continue;
    const wildcard = findRecord(base, buckets, count, WILDCARD, host + i - 1, size - i + 1, hash, port);
    if (wildcard !== null) best = wildcard;
  }
  if (size == 0) return best;
  const exact = findRecord(base, buckets, count, EXACT, host, size, hash, port);
  return exact !== null ? exact : best;
}
