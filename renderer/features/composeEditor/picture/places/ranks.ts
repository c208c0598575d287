/** How many stand before each on the longest way to it. Ways round in a circle end where they began. */
export function ranks(ids: readonly string[], targets: ReadonlyMap<string, readonly string[]>): Map<string, number> {
  const order: string[] = [];
  const seen = new Set<string>();
  const open = new Set<string>();
  const back = new Set<string>();
  for (const start of ids) {
    // By hand, not by recursion: a chain may be as long as a file.
    const way = seen.has(start) ? [] : [{ id: start, next: 0 }];
    if (way.length > 0) {
      seen.add(start);
      open.add(start);
    }
    for (let top = way.at(-1); top; top = way.at(-1)) {
      const next = targets.get(top.id)?.[top.next++];
      if (next === undefined) {
        order.unshift(top.id);
        open.delete(top.id);
        way.pop();
      } else if (open.has(next)) back.add(`${top.id}>${next}`);
      else if (!seen.has(next)) {
        seen.add(next);
        open.add(next);
        way.push({ id: next, next: 0 });
      }
    }
  }
  const rank = new Map<string, number>(ids.map((id) => [id, 0]));
  for (const id of order) {
    for (const next of targets.get(id) ?? []) {
      if (back.has(`${id}>${next}`)) continue;
      rank.set(next, Math.max(rank.get(next) ?? 0, (rank.get(id) ?? 0) + 1));
    }
  }
  return rank;
}
