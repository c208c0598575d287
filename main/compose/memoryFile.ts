import { readFile, rename } from 'node:fs/promises';
import { z } from 'zod';
import { StackFiles, StackRef } from '../../contract/model/stack.ts';
import { atomicWrite } from '../storage/atomicWrite.ts';

/** How a stack is called, as it was last seen or as the person said it. */
const RememberedStack = StackRef.extend({
  files: StackFiles,
  /** The person said it: nothing that is seen changes it. */
  isChosen: z.boolean(),
  seenAt: z.number(),
});
export type RememberedStack = z.infer<typeof RememberedStack>;

export interface MemoryFile {
  readonly stacks: readonly RememberedStack[];
  /** Folders that are looked through. */
  readonly folders: readonly string[];
  /** Entries that this version cannot read: a newer one made them. They are written again as they were. */
  readonly unread: readonly unknown[];
}

const EMPTY: MemoryFile = { stacks: [], folders: [], unread: [] };

/** Never throws: a file that is none is put aside, and an entry that is none hides no other. */
export async function loadMemory(file: string): Promise<MemoryFile> {
  let value: unknown;
  try {
    value = JSON.parse(await readFile(file, 'utf8'));
  } catch (thrown) {
    const isMissing = (thrown as NodeJS.ErrnoException).code === 'ENOENT';
    if (!isMissing) await rename(file, `${file}.broken-${Date.now()}`).catch(() => undefined);
    return EMPTY;
  }
  const said = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  const entries: readonly unknown[] = Array.isArray(said['stacks']) ? said['stacks'] : [];
  const folders: readonly unknown[] = Array.isArray(said['folders']) ? said['folders'] : [];
  const read = entries.map((entry) => ({ entry, stack: RememberedStack.safeParse(entry).data }));
  return {
    stacks: read.flatMap(({ stack }) => stack ?? []),
    folders: folders.filter((folder) => typeof folder === 'string'),
    unread: read.filter(({ stack }) => stack === undefined).map(({ entry }) => entry),
  };
}

export const saveMemory = (file: string, { stacks, folders, unread }: MemoryFile): Promise<void> =>
  atomicWrite(file, `${JSON.stringify({ stacks: [...stacks, ...unread], folders }, undefined, 2)}\n`);
