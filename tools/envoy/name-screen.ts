import { any, extension, type Extension, type Proto } from './proto.ts';

/** Names as a listener holds them, lower case: `a.example.com`, and `*.example.com` for any depth below. */
export interface NameScreen {
  /** Those of the filter chain that is screened. */
  readonly own: readonly string[];
  /** Those of other filter chains below a wildcard of `own`. */
  readonly others: readonly string[];
  /** Port of the connections that it holds for; undefined for all. Behind PROXY protocol it need not be the listener's. */
  readonly port?: number | undefined;
}

/** What becomes of a request (xds.type.matcher.v3.Matcher.OnMatch): always something, so that no "no match" has to be understood. */
export interface Verdicts {
  readonly own: Proto;
  readonly other: Proto;
}

/**
 * A matcher (xds.type.matcher.v3.Matcher) of requests on `port` whose server name and authority both belong to `own`: the exact
 * name, else the longest wildcard, as in ServerNameMatcher (Envoy's source/extensions/common/matcher/domain_matcher.h). The
 * server name is looked at too, since a chain may have names that we know nothing of. What is absent, has a port or an upper-case
 * letter is `other`.
 */
export function nameMatcher(screen: NameScreen, verdicts: Verdicts): Proto {
  const authority = byName(authorityInput, screen, verdicts);
  const wild = screen.own.some((name) => name.startsWith('*'));
  const inner = wild ? plainNamesOnly(authority, verdicts) : authority;
  const names = byName(serverNameInput, screen, { ...verdicts, own: { matcher: inner } });
  return screen.port === undefined ? names : onPort(screen.port, names, verdicts);
}

function onPort(port: number, matcher: Proto, { other }: Verdicts): Proto {
  const input = extension('port', 'envoy.extensions.matching.common_inputs.network.v3.DestinationPortInput');
  return { matcher_tree: { input, exact_match_map: { map: { [port]: { matcher } } } }, on_no_match: other };
}

const authorityInput = {
  name: 'authority',
  typed_config: any('envoy.type.matcher.v3.HttpRequestHeaderMatchInput', { header_name: ':authority' }),
};

const serverNameInput = extension('server-name', 'envoy.extensions.matching.common_inputs.network.v3.ServerNameInput');

/** One look-up, whatever the number of names. */
function byName(input: Extension, { own, others }: NameScreen, verdicts: Verdicts): Proto {
  const domain_matchers = [
    { domains: own, on_match: verdicts.own },
    ...(others.length > 0 ? [{ domains: others, on_match: verdicts.other }] : []),
  ];
  const custom_match = extension('names', 'xds.type.matcher.v3.ServerNameMatcher', { domain_matchers });
  return { matcher_tree: { input, custom_match }, on_no_match: verdicts.other };
}

/** A wildcard matches whatever stands before its suffix, also what is another name once case is folded or a port cut off. */
function plainNamesOnly(matcher: Proto, { other }: Verdicts): Proto {
  const value_match = { safe_regex: { google_re2: {}, regex: '[0-9a-z_-][0-9a-z._-]*$' } };
  const predicate = { not_matcher: { single_predicate: { input: authorityInput, value_match } } };
  return { matcher_list: { matchers: [{ predicate, on_match: other }] }, on_no_match: { matcher } };
}
