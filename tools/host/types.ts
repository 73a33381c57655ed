import type { LogLevel } from './abi-status.ts';
import type { ByteString } from './bytes.ts';

/** Name and value of a header; the value holds bytes, one per character (see `bytesFromText`). */
export type Header = readonly [name: string, value: ByteString];

/** A line that the module wrote with `proxy_log`, or to its standard output (`info`) or error (`error`). */
export interface LogLine {
  readonly level: LogLevel;
  readonly message: string;
  /** The context that was current: a root's or a stream's id, 0 while the module starts. */
  readonly contextId: number;
}

/** What `proxy_send_local_response` asked for, or the host's own answer when it fails closed. */
export interface LocalReply {
  readonly status: number;
  /** Response code details, white space replaced by `_` as Envoy does. */
  readonly details: string;
  readonly body: ByteString;
  readonly headers: readonly Header[];
  /** 0 to 16, else undefined: Envoy sends no grpc-status then. */
  readonly grpcStatus: number | undefined;
  /** Why the host itself answered (failed VM, unconfigured root); absent when the module sent the reply. */
  readonly reason?: string;
}

/** A Wasm metric; the value of a histogram is the number of its samples. */
export interface Metric {
  readonly type: 'counter' | 'gauge' | 'histogram';
  readonly value: bigint;
  /** Sum of the samples of a histogram. */
  readonly sum?: bigint;
}

/** int64 for whole numbers and bigints, IEEE double for other numbers, one byte for a boolean. */
export type PropertyValue = string | number | bigint | boolean | Uint8Array;

/** Keys are dotted paths (`destination.port`), or paths with U+0000 between the parts where a part has a dot. */
export type Properties = Readonly<Record<string, PropertyValue>>;

export type HeaderVerdict = 'continue' | 'stop';
