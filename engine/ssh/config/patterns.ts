/** ssh's patterns: `*` is anything, `?` one character; large and small letters differ. */
export function matchesPattern(text: string, pattern: string): boolean {
  const source = pattern.replace(/[.*+?^${}()|[\]\\]/g, (sign) =>
    sign === '*' ? '.*' : sign === '?' ? '.' : `\\${sign}`,
  );
  return new RegExp(`^${source}$`).test(text);
}

/** One of them matches, and none of those with a `!`. */
export function matchesPatterns(text: string, patterns: readonly string[]): boolean {
  const isExcluded = patterns.some((one) => one.startsWith('!') && matchesPattern(text, one.slice(1)));
  return !isExcluded && patterns.some((one) => !one.startsWith('!') && matchesPattern(text, one));
}
