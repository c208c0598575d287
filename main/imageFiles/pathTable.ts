/** The paths of an image, each segment once. A node is a number; 0 is the root, and a parent has a lower one than its children. */
export class PathTable {
  readonly #names: string[] = [''];
  readonly #parents: number[] = [-1];
  readonly #children: (Map<string, number> | undefined)[] = [undefined];
  readonly #sorted = new Map<number, readonly number[]>();

  get size(): number {
    return this.#names.length;
  }

  /** The node of a path, made where it is new. */
  intern(segments: readonly string[]): number {
    let node = 0;
    for (const name of segments) {
      const children = (this.#children[node] ??= new Map<string, number>());
      let child = children.get(name);
      if (child === undefined) {
        child = this.#names.length;
        this.#names.push(name);
        this.#parents.push(node);
        this.#children.push(undefined);
        children.set(name, child);
        this.#sorted.delete(node);
      }
      node = child;
    }
    return node;
  }

  /** The node of `/etc/passwd`; undefined where no layer has such a path. */
  find(path: string): number | undefined {
    let node: number | undefined = 0;
    for (const name of path.split('/')) {
      if (name === '') continue;
      if (node === undefined) return undefined;
      node = this.#children[node]?.get(name);
    }
    return node;
  }

  name(node: number): string {
    return this.#names[node] ?? '';
  }

  /** -1 of the root. */
  parent(node: number): number {
    return this.#parents[node] ?? -1;
  }

  /** Absolute; `/` for the root. */
  path(node: number): string {
    if (node <= 0) return '/';
    const segments: string[] = [];
    for (let at = node; at > 0; at = this.parent(at)) segments.push(this.name(at));
    return `/${segments.reverse().join('/')}`;
  }

  children(node: number): Iterable<number> {
    return this.#children[node]?.values() ?? [];
  }

  /** By name, as `ls` in the C locale sorts them. */
  sortedChildren(node: number): readonly number[] {
    let sorted = this.#sorted.get(node);
    if (!sorted) {
      const children = [...(this.#children[node] ?? [])];
      sorted = children.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, child]) => child);
      this.#sorted.set(node, sorted);
    }
    return sorted;
  }
}
