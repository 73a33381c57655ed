import type { Proto } from '../../../tools/envoy/proto.ts';

// xds.type.matcher.v3.Matcher as far as the screens of the guard use it, read once more in the plainest way.

/** What the inputs give, by the last word of their type. */
export type Inputs = Readonly<Partial<Record<string, string>>>;

/** Name of the action that is reached; undefined for no match. */
export function evaluateMatcher(matcher: Proto, inputs: Inputs): string | undefined {
  const list = (matcher['matcher_list'] as { matchers: { predicate: Proto; on_match: Proto }[] } | undefined)?.matchers;
  const tree = matcher['matcher_tree'] as Proto | undefined;
  const found =
    list?.find(({ predicate }) => holds(predicate, inputs))?.on_match ?? (tree && namedIn(tree, inputs)) ?? undefined;
  const onMatch = found ?? (matcher['on_no_match'] as Proto | undefined);
  if (onMatch === undefined) return undefined;
  const { action, matcher: inner } = onMatch as { action?: { name: string }; matcher?: Proto };
  return action?.name ?? evaluateMatcher(inner!, inputs);
}

/** A map of exact values, or ServerNameMatcher: the exact name, else the longest wildcard. */
function namedIn({ input, custom_match, exact_match_map }: Proto, inputs: Inputs): Proto | undefined {
  const value = valueOf(input, inputs) ?? '';
  if (exact_match_map !== undefined) return (exact_match_map as { map: Record<string, Proto> }).map[value];
  const { domain_matchers } = (custom_match as { typed_config: Proto }).typed_config as {
    domain_matchers?: { domains: string[]; on_match: Proto }[];
  };
  const all = domain_matchers!.flatMap(({ domains, on_match }) => domains.map((domain) => ({ domain, on_match })));
  if (new Set(all.map(({ domain }) => domain)).size < all.length) throw new Error('Envoy refuses a domain twice');
  const covering = all.filter(({ domain }) =>
    domain.startsWith('*.') ? value.endsWith(domain.slice(1)) : value === domain && value !== '',
  );
  const exact = covering.find(({ domain }) => domain === value && !domain.startsWith('*'));
  return (exact ?? covering.toSorted((one, other) => other.domain.length - one.domain.length)[0])?.on_match;
}

function holds(predicate: Proto, inputs: Inputs): boolean {
  if (predicate['not_matcher'] !== undefined) return !holds(predicate['not_matcher'] as Proto, inputs);
  const { input, value_match } = predicate['single_predicate'] as { input: unknown; value_match: Proto };
  const value = valueOf(input, inputs);
  const { regex } = value_match['safe_regex'] as { regex: string };
  return value !== undefined && new RegExp(`^(?:${regex})$`).test(value);
}

function valueOf(input: unknown, inputs: Inputs): string | undefined {
  const { typed_config } = input as { typed_config: { '@type': string; header_name?: string } };
  return inputs[typed_config.header_name ?? typed_config['@type'].split('.').at(-1)!];
}
