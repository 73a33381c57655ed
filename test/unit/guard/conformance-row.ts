import { readLines } from '../cases/read-table.ts';

/** One row of test/cases/foreign/misdirected-421.jsonl: Gateway API's conformance tests (source and licence stand in the row). */
export interface ConformanceRow {
  readonly where: string;
  readonly input: { readonly sni: string; readonly host: string; readonly path: string; readonly protocol: string };
  readonly config: {
    readonly gateway_listeners: readonly { readonly name: string; readonly hostname: string | null }[];
    readonly httproutes: readonly ConformanceRoute[];
  };
  readonly expected: { readonly status: number; readonly backend?: string };
}

export interface ConformanceRoute {
  readonly name: string;
  /** Null: those of the listener. */
  readonly hostnames: readonly string[] | null;
  /** Null: every listener that the hostnames fit. */
  readonly listener: string | null;
  readonly paths: readonly { readonly type: string; readonly value: string }[] | null;
  readonly backend: string;
}

export function conformanceRows(): ConformanceRow[] {
  return readLines('foreign/misdirected-421.jsonl').map(({ line, where }) => ({
    ...(JSON.parse(line) as Omit<ConformanceRow, 'where'>),
    where,
  }));
}

/** The guard's configuration for the Gateway of a row: its listeners, one for one. */
export function guardConfigOf({ config }: ConformanceRow): unknown {
  return {
    listeners: config.gateway_listeners.map(({ name, hostname }) =>
      hostname === null ? { name } : { name, hosts: [hostname] },
    ),
  };
}
