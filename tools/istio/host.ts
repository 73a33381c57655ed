/**
 * Host patterns as Istio's Gateway and VirtualService know them: an exact name, `*.suffix` (any number of labels in
 * front of the suffix, at least one, so never the suffix itself) or `*` (everything). All comparisons fold ASCII case.
 */

const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const pattern = new RegExp(`^(?:\\*|(?:\\*\\.)?${label}(?:\\.${label})*)$`, 'i');

/** Whether a text is a host pattern. No port, no trailing dot, no `*` within a label, at most 253 bytes. */
export function isHostPattern(text: string): boolean {
  return text.length <= 253 && pattern.test(text);
}

/** Whether every name that `inner` matches is matched by `outer` too. An equal pattern covers itself. */
export function hostCovers(outer: string, inner: string): boolean {
  const wide = outer.toLowerCase();
  const narrow = inner.toLowerCase();
  if (wide === '*' || wide === narrow) return true;
  // The dot stays: `*.example.com` covers `a.example.com` and `*.b.example.com`, not `example.com`.
  return wide.startsWith('*.') && narrow.endsWith(wide.slice(1)) && narrow.length > wide.length - 1;
}

/** Whether some name is matched by both. Two patterns that overlap are nested: one covers the other. */
export function hostsOverlap(one: string, other: string): boolean {
  return hostCovers(one, other) || hostCovers(other, one);
}

/**
 * Order by specificity, the most specific first: an exact name before every wildcard, a longer wildcard before a
 * shorter one, `*` last. Patterns of one rank are ordered by name, so that the order is total.
 */
export function compareHosts(one: string, other: string): number {
  return rank(other) - rank(one) || (one < other ? -1 : Number(one > other));
}

function rank(host: string): number {
  return host.startsWith('*') ? host.length : Number.MAX_SAFE_INTEGER;
}
