import type { Listener } from '../../../tools/envoy/listener.ts';
import { extension } from '../../../tools/envoy/proto.ts';
import type { Extension } from '../../../tools/envoy/proto.ts';
import { wasmFilter } from '../../../tools/envoy/wasm-filter.ts';
import { headerOf } from '../../../tools/wire/response.ts';
import type { WireResponse } from '../../../tools/wire/response.ts';
import { filterPath } from '../../unit/cases/filter-wasm.ts';
import { guardListener, sayOnResponses } from '../guard/guard-listener.ts';

/** A filter whose answers tell which configuration gave them. */
export interface LifeSubject {
  readonly filter: 'misdirected-guard' | 'normalizer';
  /** Different for every generation: Envoy has one root for equal configurations. */
  configuration(generation: number): unknown;
  /** What to ask, for any number; and the status with which configuration `generation` answers that. */
  readonly request: (question: number) => { readonly host: string; readonly path: string };
  statusOf(generation: number, question: number): number;
}

const period = 16;
const host = (generation: number): string => `g${generation % period}.example.com`;
/** Makes configurations differ without a difference in what they do. */
const bits = (generation: number): boolean[] => Array.from({ length: 10 }, (_, bit) => ((generation >> bit) & 1) === 1);
/** Five thousand hosts make a root worth its memory. */
const filler = Array.from({ length: 5_000 }, (_, index) => `filler-${index}.example.org`);

const guard: LifeSubject = {
  filter: 'misdirected-guard',
  configuration: (generation) => ({
    listeners: [
      { hosts: ['sni.example.com', host(generation)] },
      { hosts: ['*'] },
      { hosts: [`u${generation}.example.org`, ...filler] },
    ],
  }),
  request: (question) => ({ host: host(question), path: '/' }),
  statusOf: (generation, question) => (generation % period === question % period ? 200 : 421),
};

const normalizer: LifeSubject = {
  filter: 'normalizer',
  configuration: (generation) => ({
    path: { steps: ['nul', ...bits(generation).map((bit) => (bit ? 'lower-case' : 'merge-slashes'))] },
    rejectStatus: 400 + (generation % period),
  }),
  request: () => ({ host: 'a.example.com', path: '/%00' }),
  statusOf: (generation) => 400 + (generation % period),
};

export const lifeSubjects: readonly LifeSubject[] = [guard, normalizer];

export const sni = 'sni.example.com';

/** The filter with the configuration of a generation; all share one VM. */
export function lifeFilter({ filter, configuration }: LifeSubject, generation: number): Extension {
  return wasmFilter({
    name: filter,
    module: { file: filterPath(filter) },
    configuration: configuration(generation),
    vmId: 'life',
  });
}

/**
 * A listener that tells its generation on every response, by Envoy's own means; a request with the header
 * `x-envoy-fault-delay-request` waits that many milliseconds in front of the Wasm filter.
 */
export function lifeListener(name: string, subject: LifeSubject, generation: number, tls: Extension): Listener {
  return guardListener({
    name,
    tls,
    httpFilters: [
      sayOnResponses({ 'x-generation': String(generation) }),
      delayOnDemand(),
      lifeFilter(subject, generation),
    ],
  });
}

function delayOnDemand(): Extension {
  return extension('envoy.filters.http.fault', 'envoy.extensions.filters.http.fault.v3.HTTPFault', {
    delay: { header_delay: {}, percentage: { numerator: 100 } },
  });
}

/** The generation of the listener that answered; undefined for an answer of none. */
export function generationOf(response: WireResponse): number | undefined {
  const told = headerOf(response, 'x-generation');
  return told === undefined ? undefined : Number(told);
}
