import { FLAG_SIZE } from "../../abi/connection-flag";

/** A compiled configuration of the guard; offsets count from its own address, so it can be moved. */
@unmanaged
export class GuardConfig {
  /** SNI_EQUALS_HOST instead of LISTENER. */
  equalsHost: bool;
  missingSni: u8;
  /** unknownHost: REJECT. */
  rejectUnknown: bool;
  /** action: REPORT. */
  report: bool;
  mark: bool;
  /** Some listener has a port, so the connection's port must be read. */
  usesPorts: bool;
  /** Some listener has none, so every port is held. */
  anyPort: bool;
  hasExceptions: bool;
  /** Connections get a flag for the group of their SNI: rule LISTENER without ports, on a host that keeps such flags. */
  remembers: bool;
  /** The last connection that was asked about was plaintext, so the next one may be too. */
  plaintext: bool;
  /** Buckets of the listeners' hosts, and how many. */
  buckets: u32;
  bucketCount: u32;
  /** Buckets of exceptHosts. */
  exceptions: u32;
  exceptionCount: u32;
  /** Group of each listener, a u32 each: listeners of one group count as one. */
  groups: u32;
  /** Two bitmaps of 65,536 ports: those that are held, and those that were warned about. */
  ports: u32;
}

/** Bytes of the class above. */
const FIELDS: usize = 36;

/** Bytes of the class above and of the flag behind it. */
export const GUARD_CONFIG_SIZE: usize = FIELDS + FLAG_SIZE;

/** The flag of connections whose SNI belongs to a group: its number. */
// @ts-ignore: decorator
@inline
export function groupFlag(config: GuardConfig): usize {
  return changetype<usize>(config) + FIELDS;
}

export const PORTS_SIZE: usize = 8192;

export function portBit(bitmap: usize, port: u32): bool {
  return ((load<u8>(bitmap + (port >> 3)) >> (port & 7)) & 1) != 0;
}

export function setPortBit(bitmap: usize, port: u32): void {
  store<u8>(bitmap + (port >> 3), (<u32>load<u8>(bitmap + (port >> 3))) | (1 << (port & 7)));
}
