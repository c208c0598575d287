/**
 * Those that wait for each other, in the order in which they do: each group once, beginning with the one that the file
 * has first. One that waits for itself is a group of one.
 */
export function circles(order: readonly string[], targets: ReadonlyMap<string, ReadonlySet<string>>): string[][] {
  const found: string[][] = [];
  const grouped = new Set<string>();
  for (const start of order) {
    if (grouped.has(start)) continue;
    const way = wayBack(start, targets);
    if (!way) continue;
    for (const name of way) grouped.add(name);
    found.push(way);
  }
  return found;
}

/** The shortest way from a name back to it. */
function wayBack(start: string, targets: ReadonlyMap<string, ReadonlySet<string>>): string[] | undefined {
  const cameFrom = new Map<string, string>();
  const queue = [start];
  for (let at = queue.shift(); at !== undefined; at = queue.shift()) {
    for (const next of targets.get(at) ?? []) {
      if (next === start) {
        const way = [at];
        for (let back = at; back !== start; way.unshift(back)) back = cameFrom.get(back) ?? start;
        return way;
      }
      if (cameFrom.has(next)) continue;
      cameFrom.set(next, at);
      queue.push(next);
    }
  }
  return undefined;
}
