import { configRows } from '../../test/unit/guard/config-row.ts';
import { guardConfigs } from '../../test/unit/guard/guard-row.ts';
import { badRows, goodRows } from '../../test/unit/normalizer/config-row.ts';
import { jsonBytes } from '../../test/unit/cases/case-row.ts';

/** Configurations to begin with, one byte a character. */
export interface ConfigurationSeeds {
  /** The filter takes these. */
  readonly good: readonly string[];
  /** It refuses these. */
  readonly bad: readonly string[];
}

/** A megabyte of configuration makes no better input, only a slower one. */
const longest = 4_000;
const short = (texts: readonly string[]): string[] => texts.filter((text) => text !== '' && text.length <= longest);

export const normalizerSeeds = (): ConfigurationSeeds => ({
  good: short(goodRows().map(({ config }) => config)),
  bad: short(badRows().map(({ config }) => config)),
});

export const guardSeeds = (): ConfigurationSeeds => ({
  good: short([...configRows('good').map(({ config }) => config), ...Object.values(guardConfigs).map(jsonBytes)]),
  bad: short(configRows('bad').map(({ config }) => config)),
});
