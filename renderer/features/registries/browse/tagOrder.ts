const byNumbers = new Intl.Collator('en', { numeric: true });

/** `latest` first, then the newest versions: registries give tags in any order. */
export function inOrder(tags: readonly string[]): readonly string[] {
  return tags.toSorted((a, b) => Number(b === 'latest') - Number(a === 'latest') || byNumbers.compare(b, a));
}
