import { acceptsStrict } from './micro-tables.ts';
import type { Variant } from './variant.ts';
import { allVariants } from './variants.ts';

/** The variants whose modules are there and whose configuration the filter accepts, and a line for each other reason. */
export function usableVariants(
  root: string,
  files: ReadonlyMap<string, string>,
): { readonly variants: readonly Variant[]; readonly refused: readonly string[] } {
  const strict = acceptsStrict(files.get('normalizer')!);
  const built = allVariants(root).filter(({ modules = [] }) => modules.every((module) => files.has(module)));
  const variants = built.filter(({ id }) => strict || id !== 'preset-STRICT');
  return { variants, refused: strict ? [] : ['STRICT is left out: this normalizer does not know the preset.'] };
}
