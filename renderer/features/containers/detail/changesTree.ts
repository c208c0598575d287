import type { FilesystemChange } from '../../../../contract/model/container.ts';
import type { TreeLine } from '../../../ui/json/LazyTree.tsx';

export type ChangeKind = FilesystemChange['kind'];

/** A folder or file that was touched, or a folder above one. */
export interface ChangeLine extends TreeLine {
  readonly name: string;
  /** Absent for a folder that is only on the way. */
  readonly kind?: ChangeKind;
  /** Inside it, itself not counted. */
  readonly count: number;
}

interface Node {
  readonly name: string;
  readonly path: string;
  kind?: ChangeKind;
  count: number;
  readonly children: Map<string, Node>;
}

/** Paths as a tree. */
export function changesTree(changes: readonly FilesystemChange[]): Node {
  const root: Node = { name: '', path: '', count: 0, children: new Map() };
  for (const { path, kind } of changes) {
    let node = root;
    for (const name of path.split('/').filter(Boolean)) {
      node.count += 1;
      let child = node.children.get(name);
      if (!child)
        node.children.set(name, (child = { name, path: `${node.path}/${name}`, count: 0, children: new Map() }));
      node = child;
    }
    node.kind = kind;
  }
  return root;
}

/** The tree laid flat, as far as it is open. Folders that were made whole are closed at first: their content is all new. */
export function changeLines(root: Node, toggled: ReadonlyMap<string, boolean>): ChangeLine[] {
  const lines: ChangeLine[] = [];
  const visit = (node: Node, depth: number) => {
    const isFolder = node.children.size > 0;
    const isOpen = isFolder ? (toggled.get(node.path) ?? node.kind !== 'added') : undefined;
    lines.push({ id: node.path, name: node.name, depth, kind: node.kind, count: node.count, isOpen });
    if (isOpen) for (const child of sorted(node)) visit(child, depth + 1);
  };
  for (const child of sorted(root)) visit(child, 0);
  return lines;
}

const sorted = (node: Node): Node[] => [...node.children.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1));
