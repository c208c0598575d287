import type { LiveChange } from '../../../contract/model/change.ts';

/** What of one kind belongs to which project, kept by what a live list says. */
export class Members<T extends { readonly id: string }> {
  readonly #projectOf: (item: T) => string | undefined;
  readonly #owners = new Map<string, string>();
  readonly #byProject = new Map<string, Map<string, T>>();
  /** There is a list, and the engine answers. */
  isReady = false;

  constructor(projectOf: (item: T) => string | undefined) {
    this.#projectOf = projectOf;
  }

  of(project: string): readonly T[] {
    return [...(this.#byProject.get(project)?.values() ?? [])];
  }

  projects(): Iterable<string> {
    return this.#byProject.keys();
  }

  /** Gives the projects that it touches. */
  apply(change: LiveChange<T>): ReadonlySet<string> {
    const touched = new Set<string>();
    if (change.type === 'unreachable') {
      this.isReady = false;
      return touched;
    }
    if (change.type === 'snapshot') {
      for (const project of this.#byProject.keys()) touched.add(project);
      this.#owners.clear();
      this.#byProject.clear();
      this.isReady = true;
    } else for (const id of change.removed) this.#remove(id, touched);
    for (const item of change.type === 'snapshot' ? change.items : change.upserted) this.#put(item, touched);
    return touched;
  }

  #put(item: T, touched: Set<string>): void {
    const project = this.#projectOf(item);
    if (project !== this.#owners.get(item.id)) this.#remove(item.id, touched);
    if (project === undefined) return;
    const others = this.#byProject.get(project) ?? new Map<string, T>();
    others.set(item.id, item);
    this.#byProject.set(project, others);
    this.#owners.set(item.id, project);
    touched.add(project);
  }

  #remove(id: string, touched: Set<string>): void {
    const project = this.#owners.get(id);
    if (project === undefined) return;
    this.#owners.delete(id);
    const others = this.#byProject.get(project);
    others?.delete(id);
    if (others?.size === 0) this.#byProject.delete(project);
    touched.add(project);
  }
}
