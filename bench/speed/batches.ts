import { baselineOf, isBaseline, type Variant } from './variant.ts';

/** Valgrind's address space holds four pairs of VMs (main thread and worker); V8 reserves about 10 GiB for each. */
const mostVms = 4;

/** Parts the variants so that each part needs few VMs, and puts their baselines in front of each: deltas are of one process. */
export function batches(variants: readonly Variant[], most: number = mostVms): readonly (readonly Variant[])[] {
  const parts: { vms: Set<string>; variants: Variant[] }[] = [];
  for (const variant of variants.filter((each) => !isBaseline(each))) {
    const own = variant.vm === undefined ? (variant.modules ?? []) : [variant.vm];
    const fits = parts.find(({ vms }) => new Set([...vms, ...own]).size <= most);
    const part = fits ?? { vms: new Set<string>(), variants: [] };
    if (fits === undefined) parts.push(part);
    for (const vm of own) part.vms.add(vm);
    part.variants.push(variant);
  }
  return parts.map((part) => {
    const needed = new Set(part.variants.map(baselineOf));
    return [...variants.filter(({ id }) => needed.has(id)), ...part.variants];
  });
}
