/** One host of one listener, one label of a listener's TLS settings, or one excepted host; its bytes lie right behind it. */
@unmanaged
export class HostRecord {
  /** Offset of the next record of the bucket from the table's base, 0 = none. */
  next: u32;
  hash: u32;
  /** Port of the listener, 0 = every port. */
  port: u32;
  listener: u32;
  /** EXACT, WILDCARD, or a kind of its user's. */
  kind: u16;
  size: u16;
  /** Where the user wrote it: index within its list, and offset in the configuration. */
  index: u32;
  textOffset: u32;
  unused: u32;
}

/** Bytes of the class above. */
export const RECORD_SIZE: usize = 32;
