// The Gateway API rule (Listener.hostname) read from its text once more, in the plainest way, to compare the filter with. It
// knows nothing of hash tables, groups or folding.

export interface ModelListener {
  readonly port?: number;
  readonly hosts?: readonly string[];
  readonly tls?: string;
}

export interface ModelConfig {
  readonly listeners: readonly ModelListener[];
  readonly sameTls: 'SEPARATE' | 'SHARED';
  readonly missingSni: 'LISTENER' | 'ALLOW' | 'REJECT';
  readonly unknownHost: 'PASS' | 'REJECT';
}

export interface ModelRequest {
  /** Lower case; empty for none. */
  readonly sni: string;
  /** Lower case, without port and final dot. */
  readonly host: string;
  /** Null: not known. */
  readonly port: number | null;
}

/** What the guard must answer, in the words of a table's `expect`. */
export function modelVerdict(config: ModelConfig, { sni, host, port }: ModelRequest): string {
  const here = config.listeners.filter((item) => item.port === undefined || port === null || item.port === port);
  if (here.length === 0) return 'pass';
  if (sni === '' && config.missingSni !== 'LISTENER') {
    return config.missingSni === 'ALLOW' ? 'pass' : 'reject missing-sni';
  }
  const wanted = host === '' ? undefined : mostSpecific(here, host, 1);
  if (wanted === undefined) return config.unknownHost === 'PASS' ? 'pass' : 'reject unknown-host';
  // A connection without a server name belongs to the catch-all listener: the name "" matches no other pattern.
  const connected = mostSpecific(here, sni, 0);
  if (connected === undefined) return 'reject other-listener';
  const one = connected === wanted || (config.sameTls === 'SHARED' && sameLabel(connected, wanted));
  return one ? 'pass' : 'reject other-listener';
}

function sameLabel(a: ModelListener, b: ModelListener): boolean {
  return a.tls !== undefined && a.tls === b.tls;
}

/** `least`: how many bytes a wildcard stands for at least; Envoy's filter chain match, unlike its router, has it stand for none too. */
function mostSpecific(listeners: readonly ModelListener[], name: string, least: number): ModelListener | undefined {
  let best: { listener: ModelListener; rank: number } | undefined;
  for (const listener of listeners) {
    for (const pattern of listener.hosts ?? ['*']) {
      const rank = rankOf(pattern, name, least);
      if (rank !== undefined && (best === undefined || rank > best.rank)) best = { listener, rank };
    }
  }
  return best?.listener;
}

/** An exact name beats all, then the longer wildcard, then the catch-all; undefined for no match. */
function rankOf(pattern: string, name: string, least: number): number | undefined {
  if (pattern === '*') return 0;
  if (!pattern.startsWith('*.')) return pattern === name ? 1000 : undefined;
  const suffix = pattern.slice(1);
  return name.length >= suffix.length + least && name.endsWith(suffix) ? suffix.length : undefined;
}
