import { userFailure } from '../model/failure.ts';
import { oneOf } from './readers.ts';
import { refuseValue, type SettingTable } from './setting.ts';
import type { Note } from './target.ts';

/**
 * Where an instance with `restore: true` stands.
 *
 * - `upstream`: in the router, behind the choice of the route, which stays that of the normalized path.
 * - `downstream`: before the router. Envoy clears the route cache when a Wasm filter has changed a header, and so chooses
 *   the route anew, on the original path.
 */
export type RestorePlace = 'upstream' | 'downstream';

const flag = 'restore';
const argument = 'PLACE';

/** The setting of the target that can reach into the router. */
export const restoreSettings = {
  restore: {
    flag,
    argument,
    summary:
      'where the original path is put back: upstream, which keeps the route, or downstream, after which Envoy chooses the route anew (default: upstream)',
    read: oneOf(['upstream', 'downstream']),
  },
} as const satisfies SettingTable;

/** The same setting where there is one place only. */
export const downstreamSettings = {
  restore: {
    flag,
    argument,
    summary: 'downstream; upstream is refused with the reason, and envoy-filter has it',
    read(value: unknown, where: string): RestorePlace {
      if (value === 'downstream') return value;
      const reason = value === 'upstream' ? ': a WasmPlugin has no place in the router, and an EnvoyFilter has' : '';
      return refuseValue(value, where, `downstream${reason}`, 'portcullis generate envoy-filter --forward-original');
    },
  },
} as const satisfies SettingTable;

/** What to know about the place, if anything is put back. Throws where a place was given and nothing is. */
export function restoreNotes(given: RestorePlace | undefined, place: RestorePlace, restores: boolean): Note[] {
  if (restores) return [{ level: 'note', text: texts[place] }];
  if (given === undefined) return [];
  const what = `found ${given}, expected --forward-original or "restore": true in the configuration with it`;
  throw userFailure({ what, where: `--${flag}` });
}

const texts: Readonly<Record<RestorePlace, string>> = {
  upstream:
    'the original path is put back upstream: it overwrites what prefix_rewrite or regex_rewrite of a route (rewrite of a VirtualService) made of a changed path, ' +
    'mirrored requests get the normalized path, and Envoy refuses the listener if anything else sets upstream_http_filters of the router',
  downstream:
    'the original path is put back before the router, and Envoy then chooses the route anew, on the original path: safe only where routes differ by host alone ' +
    'or all lead to one back end with the same policies; else: portcullis generate envoy-filter --forward-original, which keeps the route',
};
