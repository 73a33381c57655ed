import type { NameScreen } from '../envoy/name-screen.ts';
import { rbacFilter } from '../envoy/rbac-filter.ts';
import { namesRbacFilter, uncleanPermission, type CleanHeaders } from '../envoy/screened-filter.ts';
import type { Extension } from '../envoy/proto.ts';
import { userFailure } from '../model/failure.ts';
import { type FilterName, filters } from './filters.ts';
import { configOf, withConfigOf, type Job } from './jobs.ts';
import { readSwitch } from './readers.ts';
import { refuseValue, type SettingTable } from './setting.ts';

/** The setting of the target that can place a native filter. */
export const backstopSettings = {
  backstop: {
    flag: 'backstop',
    summary: '403 for every request that the filter has not judged, by a native RBAC filter right behind it',
    read: readSwitch,
  },
} as const satisfies SettingTable;

/** The same setting where there is no place for one: it says so, rather than to be unknown. */
export const noBackstopSettings = {
  backstop: {
    flag: 'backstop',
    summary: 'refused with the reason; envoy-filter has it',
    read(value: unknown, where: string): false {
      if (!readSwitch(value, where)) return false;
      const expected = 'none: a WasmPlugin places no native filter behind itself, and an EnvoyFilter does';
      return refuseValue(value, where, expected, 'portcullis generate envoy-filter --backstop');
    },
  },
} as const satisfies SettingTable;

type Config = Readonly<Record<string, unknown>>;

/** The configuration with `mark: true` for each job. Throws where the filter, so configured, would mark or judge nothing. */
export function marked(filter: FilterName, config: Config, failStrategy: string): Config {
  return jobsDone(filter, config).reduce(
    (all, job) => withConfigOf(all, job, withMark(configOf(all, job)!, failStrategy)),
    config,
  );
}

function jobsDone(filter: FilterName, config: Config): Job[] {
  return filters[filter].jobs.filter((job) => configOf(config, job) !== undefined);
}

function withMark(config: Config, failStrategy: string): Config {
  const where = '--backstop';
  if (config['restore'] === true) {
    const what = 'found "restore": true in the configuration, expected an instance that judges requests';
    throw userFailure({ what, where });
  }
  if ((config['mark'] ?? true) !== true) {
    const what = `found "mark": ${JSON.stringify(config['mark'])} in the configuration, expected "mark": true or none`;
    throw userFailure({ what, where });
  }
  if (failStrategy === 'FAIL_OPEN') {
    const what = 'found --fail-strategy FAIL_OPEN, expected FAIL_CLOSE or FAIL_RELOAD: what it would let pass gets 403';
    throw userFailure({ what, where });
  }
  return { ...config, mark: true };
}

/**
 * A native filter (envoy.extensions.filters.http.rbac.v3.RBAC) that denies each request without the filter's mark. Envoy
 * lets requests pass a Wasm filter whose worker VM could not be created, whatever its failure policy (seen on 1.40).
 * Only filters write filter state; no byte of a request reaches it.
 *
 * @param name Its own, not that of Istio's RBAC filters: other EnvoyFilters look for those by name.
 * @param clean What a screen before the filter lets by, unmarked.
 */
export function backstopFilter(
  name: string,
  filter: FilterName,
  config: Config,
  clean?: CleanHeaders,
): Record<string, unknown> {
  // One principal is enough to be denied: each job must have marked the request.
  const unjudged = jobsDone(filter, config).map(({ mark }) => ({
    not_id: { filter_state: { key: mark, string_match: { safe_regex: { regex: '.*' } } } },
  }));
  const policy = { ...(clean && { permissions: [uncleanPermission(clean)] }), principals: unjudged };
  return { ...rbacFilter({ name, action: 'DENY', policies: { backstop: policy } }) };
}

/** The same for a filter chain whose own names do not enter the filter, and have no mark. */
export function namesBackstop(name: string, filter: FilterName, config: Config, names: NameScreen): Extension {
  return namesRbacFilter(
    name,
    'backstop',
    names,
    jobsDone(filter, config).map(({ mark }) => mark),
  );
}
