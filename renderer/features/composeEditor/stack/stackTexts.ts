import { toAppError } from '../../../../contract/errors.ts';
import type { StackFiles } from '../../../../contract/model/stack.ts';
import type { FileLink } from '../language/analysis.ts';
import { type Names, readNames } from '../language/names.ts';
import { folderOf, resolvePath } from './filePath.ts';

/** A file of a stack with its text of now, saved or not. */
export interface StackText {
  readonly path: string;
  readonly text: string;
  readonly isReadOnly: boolean;
  readonly names: Names;
  /**
   * `project`: one of the stack’s own or an included one: a name means the same in all of them. `extended`: only services
   * are taken from it, and what those name is looked for in the project.
   */
  readonly role: 'project' | 'extended';
  /** What the paths in it are relative to. */
  readonly folder: string;
}

export interface StackTexts {
  readonly files: readonly StackText[];
  /** Files that something leads to, and that cannot be read here. */
  readonly missing: readonly { readonly path: string; readonly message: string }[];
}

export type ReadText = (path: string) => Promise<{
  readonly path: string;
  readonly text: string;
  readonly isReadOnly: boolean;
}>;

const MAX_FILES = 200;

/** Where a link leads to, from the file that has it. */
export const linkedPath = ({ folder }: Pick<StackText, 'folder'>, link: FileLink): string =>
  resolvePath(folder, link.path);

/** All files that Compose reads for a stack: its own, those they include, and those they extend services of. */
export async function readStackTexts(stack: StackFiles, read: ReadText): Promise<StackTexts> {
  const files = new Map<string, StackText>();
  const missing: { path: string; message: string }[] = [];
  const wanted: { path: string; role: StackText['role']; folder: string }[] = stack.configFiles.map((path) => ({
    ...{ path, role: 'project' as const },
    folder: stack.workingDir,
  }));
  const asked = new Set<string>();
  for (let next = wanted.shift(); next && files.size < MAX_FILES; next = wanted.shift()) {
    const { role, folder } = next;
    if (asked.has(`${role} ${next.path}`) || asked.has(`project ${next.path}`)) continue;
    asked.add(`${role} ${next.path}`);
    try {
      const { path, text, isReadOnly } = await read(next.path);
      const file: StackText = { path, text, isReadOnly, names: readNames(text), role, folder };
      files.set(path, file);
      for (const link of file.names.links) {
        const to = linkedPath(file, link);
        if (link.kind === 'include') {
          const inside = link.folder === undefined ? folderOf(to) : resolvePath(folder, link.folder);
          wanted.push({ path: to, role: 'project', folder: inside });
        } else if (link.kind === 'extends') wanted.push({ path: to, role: 'extended', folder: folderOf(to) });
      }
    } catch (thrown) {
      missing.push({ path: next.path, message: toAppError(thrown).message });
    }
  }
  return { files: [...files.values()], missing };
}
