import { nameMatcher, type NameScreen } from './name-screen.ts';
import { any, extension } from './proto.ts';
import type { Extension, Proto } from './proto.ts';

/** How Envoy keeps requests out of a filter. */
export type ScreenForm = 'composite' | 'delegate';

/** Request headers by name, each with a regular expression (RE2, whole value): a request is clean if every one matches. */
export type CleanHeaders = Readonly<Record<string, string>>;

/** A filter whose configuration is in the chain, or (by ECDS) comes under its name from elsewhere. */
export type InnerFilter = Extension | { readonly name: string; readonly config_discovery: Proto };

/**
 * A filter that sees only the requests that are not clean (envoy.extensions.common.matching.v3.ExtensionWithMatcher).
 *
 * - `composite`: Envoy's composite filter makes the inner one once a request is known not to be clean
 *   (envoy.extensions.filters.http.composite.v3.ExecuteFilterAction).
 * - `delegate`: the inner filter is made for every stream and skipped for a clean one
 *   (envoy.extensions.filters.common.matcher.action.v3.SkipFilter). It cannot come by ECDS.
 *
 * Both are written so that what does not match, an absent header too, goes into the filter.
 */
export function compositeFilter(name: string, inner: InnerFilter, clean: CleanHeaders): Extension {
  return withMatcher(name, composite, ifHolds({ not_matcher: predicate(clean) }, run(inner)));
}

export function delegateFilter(name: string, inner: Extension, clean: CleanHeaders): Extension {
  return withMatcher(name, inner, ifHolds(predicate(clean), skip));
}

/** The composite form for a filter chain whose own names (server name and authority both) need no look at by the filter. */
export function namesFilter(name: string, inner: InnerFilter, names: NameScreen): Extension {
  return withMatcher(name, composite, nameMatcher(names, { own: { action: skip }, other: { action: run(inner) } }));
}

const composite = extension('composite', 'envoy.extensions.filters.http.composite.v3.Composite');

const skip = extension('skip', 'envoy.extensions.filters.common.matcher.action.v3.SkipFilter');

function run(inner: InnerFilter): Extension {
  const filter = 'typed_config' in inner ? { typed_config: inner } : { dynamic_config: inner };
  return extension('run', 'envoy.extensions.filters.http.composite.v3.ExecuteFilterAction', filter);
}

/** The same as a permission of RBAC (envoy.config.rbac.v3.Permission): any request that is not clean. */
export function uncleanPermission(clean: CleanHeaders): Proto {
  const rules = Object.entries(clean).map(([name, regex]) => ({
    header: { name, string_match: { safe_regex: { regex } } },
  }));
  return { not_rule: rules.length === 1 ? rules[0] : { and_rules: { rules } } };
}

/**
 * RBAC (envoy.extensions.filters.http.rbac.v3.RBAC, by its matcher) that lets by what `namesFilter` lets by, and of all else what
 * has every one of the filter states.
 */
export function namesRbacFilter(name: string, policy: string, names: NameScreen, states: readonly string[]): Extension {
  const verdict = (action: string): Proto => ({
    action: extension('action', 'envoy.config.rbac.v3.Action', { name: policy, action }),
  });
  const marked = states.map((key) => ({
    single_predicate: {
      input: extension('state', 'envoy.extensions.matching.common_inputs.network.v3.FilterStateInput', { key }),
      value_match: { safe_regex: { google_re2: {}, regex: '.*' } },
    },
  }));
  const all = marked.length === 1 ? marked[0] : { and_matcher: { predicate: marked } };
  const judged = {
    matcher_list: { matchers: [{ predicate: all, on_match: verdict('ALLOW') }] },
    on_no_match: verdict('DENY'),
  };
  return extension(name, 'envoy.extensions.filters.http.rbac.v3.RBAC', {
    matcher: nameMatcher(names, { own: verdict('ALLOW'), other: { matcher: judged } }),
  });
}

function withMatcher(name: string, inner: Extension, xds_matcher: Proto): Extension {
  return extension(name, 'envoy.extensions.common.matching.v3.ExtensionWithMatcher', {
    extension_config: inner,
    xds_matcher,
  });
}

function ifHolds(holds: Proto, action: Extension): Proto {
  return { matcher_list: { matchers: [{ predicate: holds, on_match: { action } }] } };
}

/** xds.type.matcher.v3.Matcher.MatcherList.Predicate. Its RegexMatcher, unlike Envoy's own, requires the name of the engine. */
function predicate(clean: CleanHeaders): Proto {
  const predicates = Object.entries(clean).map(([header_name, regex]) => ({
    single_predicate: {
      input: {
        name: header_name,
        typed_config: any('envoy.type.matcher.v3.HttpRequestHeaderMatchInput', { header_name }),
      },
      value_match: { safe_regex: { google_re2: {}, regex } },
    },
  }));
  return predicates.length === 1 ? predicates[0]! : { and_matcher: { predicate: predicates } };
}
