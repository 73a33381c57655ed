import { hostScreens, screens, type Screen } from '../catalog/screens.ts';
import type { Step } from '../catalog/steps.ts';
import type { CleanHeaders, ScreenForm } from '../envoy/screened-filter.ts';
import { userFailure } from '../model/failure.ts';
import { configuredSteps } from './configured-steps.ts';
import type { FilterName } from './filters.ts';
import { cleanAuthority, cleanPath } from './screen-expression.ts';
import { refuseValue, type SettingTable } from './setting.ts';

const where = '--screen';

/** The setting of the target that can place a matcher before a filter. */
export const screenSettings = {
  screen: {
    flag: 'screen',
    argument: 'FORM',
    optional: true,
    summary:
      'a request that needs nothing never enters Wasm; composite (also without FORM) or, normalizer alone, delegate',
    read(value: unknown, at: string): ScreenForm | undefined {
      if (value === false) return undefined;
      if (value === true || value === 'composite') return 'composite';
      return value === 'delegate' ? value : refuseValue(value, at, 'composite or delegate');
    },
  },
} as const satisfies SettingTable;

/** The same setting where there is no place for one: it says so, rather than to be unknown. */
export const noScreenSettings = {
  screen: {
    flag: 'screen',
    argument: 'FORM',
    optional: true,
    summary: 'refused with the reason; envoy-filter has it',
    read(value: unknown, at: string): undefined {
      if (value === false) return undefined;
      const expected =
        'none: a WasmPlugin holds no matcher that could keep requests out of it, and an EnvoyFilter does';
      return refuseValue(value, at, expected, 'portcullis generate envoy-filter --screen');
    },
  },
} as const satisfies SettingTable;

/** What a screen is made for. */
export interface Screened {
  readonly filter: FilterName;
  readonly config: Readonly<Record<string, unknown>>;
  /** Whether the filter behind it denies only what neither screen nor filter let by; else nobody may ask for a mark. */
  readonly backstop: boolean;
}

/**
 * The expressions that a clean request matches, by header. Throws where the filter has something to do with every request, or
 * where no expression could tell.
 */
export function cleanHeadersOf({ filter, config, backstop }: Screened): CleanHeaders {
  if (filter !== 'normalizer') {
    throw userFailure({ what: `found ${filter}, expected the normalizer or the misdirected-guard`, where });
  }
  if (config['restore'] === true) {
    const what = 'found "restore": true in the configuration, expected an instance that judges requests';
    throw userFailure({ what, where });
  }
  refuseMark(config, backstop);
  return cleanHeaders(config);
}

/** Throws where somebody may ask for a mark on what the screen lets by. */
export function refuseMark(config: Readonly<Record<string, unknown>>, backstop: boolean): void {
  if (config['mark'] !== true || backstop) return;
  const what = 'found "mark": true in the configuration, expected none: what the screen lets by is not marked';
  throw userFailure({ what, where, hint: '--backstop, which marks and lets by what the screen lets by' });
}

/** The same for a configuration alone. */
export function cleanHeaders(config: Readonly<Record<string, unknown>>): CleanHeaders {
  const { path, host } = configuredSteps(config, where);
  const authority = host.length > 0 && { ':authority': cleanAuthority(host.map((id) => hostScreens[id])) };
  return { ':path': cleanPath(path.flatMap(screensOf)), ...authority };
}

function screensOf({ id, triggers }: Step): Screen[] {
  return triggers.map((trigger) => {
    const screen = screens[trigger];
    if (screen !== null) return screen;
    const what = `found the step ${id} in the configuration, expected none that judges every path: no expression could tell`;
    throw userFailure({ what, where });
  });
}
