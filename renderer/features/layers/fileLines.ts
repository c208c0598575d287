import type { ImageFile } from '../../../contract/model/imageFiles.ts';
import type { TreeLine } from '../../ui/json/LazyTree.tsx';

export const PAGE = 500;
export const ROOT = '/';

/** What has come of one directory: how many there are, and some of its pages. */
export interface Directory {
  readonly total: number;
  readonly pages: ReadonlyMap<number, readonly ImageFile[]>;
}

export type Directories = ReadonlyMap<string, Directory>;

export interface FileLine extends TreeLine {
  /** Absent while it has not come: then `missing` says what to ask for. */
  readonly file?: ImageFile;
  readonly missing?: { readonly path: string; readonly page: number };
}

/** The tree laid flat as far as it is open, with a line for each file that has yet to come. */
export function fileLines(directories: Directories, open: ReadonlySet<string>, root = ROOT): readonly FileLine[] {
  const lines: FileLine[] = [];
  const visit = (path: string, depth: number) => {
    const directory = directories.get(path);
    if (!directory) {
      if (depth > 0) lines.push({ id: `${path}#`, depth, missing: { path, page: 0 } });
      return;
    }
    for (let index = 0; index < directory.total; index++) {
      const page = Math.floor(index / PAGE);
      const file = directory.pages.get(page)?.[index % PAGE];
      const place = { position: index + 1, count: directory.total };
      if (!file) {
        lines.push({ id: `${path}#${index}`, depth, place, missing: { path, page } });
        continue;
      }
      const isOpen = file.hasChildren && root === ROOT ? open.has(file.path) : undefined;
      lines.push({ id: file.path, depth, place, file, isOpen });
      if (isOpen) visit(file.path, depth + 1);
    }
  };
  visit(root, 0);
  return lines;
}

/** With one more page. */
export function withPage(
  directories: Directories,
  path: string,
  page: number,
  { total, files }: { readonly total: number; readonly files: readonly ImageFile[] },
): Directories {
  const known = directories.get(path);
  const pages = new Map(known?.total === total ? known.pages : []).set(page, files);
  return new Map(directories).set(path, { total, pages });
}
