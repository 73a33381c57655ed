/**
 * RFC 3986 5.2.4 on a list: dot segments (`%2e` is a dot) and what they take away leave it; a path that ends in one ends in a
 * slash, an empty last segment.
 */
export function withoutDots(segments: readonly string[]): string[] {
  const result: string[] = [];
  segments.forEach((segment, index) => {
    const dots = segment.replace(/%2e/gi, '.');
    if (dots !== '.' && dots !== '..') {
      result.push(segment);
      return;
    }
    if (dots === '..') result.pop();
    if (index === segments.length - 1) result.push('');
  });
  return result;
}
