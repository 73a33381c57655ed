import { caseIds, type BenchCase, type CaseId } from './cases.ts';
import { gatewayConfiguration, guardConfigurations, lowerCase, otherListenerHost } from './guard-configurations.ts';
import { microHost, type MicroHost } from './micro-host.ts';
import { peers, type PeerJob } from './peers.ts';

/** A module with its configuration, as a row. */
export interface MicroRow {
  readonly id: string;
  readonly file: string;
  readonly configuration: string;
  /** Sent once before anything is measured. */
  readonly probe?: MicroProbe;
}

/** A request and what the module must make of it. */
export interface MicroProbe {
  readonly request: BenchCase;
  readonly of: (host: MicroHost) => string | number | undefined;
  readonly seen: string | number;
}

/** A table of the measurement in Node. */
export interface MicroTable {
  readonly title: string;
  readonly rows: readonly MicroRow[];
  readonly cases: readonly CaseId[];
  readonly relativeTo: string;
}

const lowers: MicroProbe = { request: { path: '/Api/V1' }, of: (host) => host.written(), seen: '/api/v1' };
const guards: MicroProbe = {
  request: { path: '/', host: otherListenerHost },
  of: (host) => host.answered(),
  seen: 421,
};
const strict = JSON.stringify({ path: { preset: 'STRICT' } });
const guardCases: readonly CaseId[] = ['matching-host', 'matching-rewritten', 'same-listener'];

/** The modules that are there. STRICT is a row when the filter accepts it. */
export function microTables(files: ReadonlyMap<string, string>): readonly MicroTable[] {
  const row = (id: string, module: string, configuration: string, probe?: MicroProbe): readonly MicroRow[] => {
    const file = files.get(module);
    return file === undefined ? [] : [{ id, file, configuration, ...(probe === undefined ? {} : { probe }) }];
  };
  const others = (job: PeerJob, probe: MicroProbe) => peers[job].flatMap(({ peer: { id } }) => row(id, id, '', probe));
  const strictRow = acceptsStrict(files.get('normalizer')!) ? row('preset-STRICT', 'normalizer', strict) : [];
  return [
    {
      title: 'modules alone',
      rows: [
        ...row('lower-case', 'normalizer', JSON.stringify(lowerCase), lowers),
        ...strictRow,
        ...others('lower-case', lowers),
      ],
      cases: caseIds.filter((id) => !guardCases.includes(id)),
      relativeTo: 'c',
    },
    {
      title: 'the guard alone',
      rows: [
        ...Object.entries(guardConfigurations).flatMap(([id, configuration]) =>
          row(id, 'misdirected-guard', JSON.stringify(configuration()), guards),
        ),
        ...row('gateway', 'gateway', JSON.stringify(gatewayConfiguration()), guards),
        ...others('guard', guards),
      ],
      cases: ['matching-host'],
      relativeTo: 'guard-10',
    },
  ];
}

/** Whether the filter of this tree knows the preset STRICT. */
export function acceptsStrict(normalizer: string): boolean {
  return microHost(normalizer, strict).accepted;
}
