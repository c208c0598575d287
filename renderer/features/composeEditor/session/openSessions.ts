import type { GantryClient } from '../../../../contract/index.ts';
import type { StackFiles } from '../../../../contract/model/stack.ts';
import { client, follow } from '../../../rpc/index.ts';
import { type OpenSession, createSession } from './createSession.ts';
import { draftPaths } from './drafts.ts';
import { toEditor } from './lineEnds.ts';
import { editCompose } from '../../../../contract/compose/editCompose.ts';
import type { ComposeSession } from './session.ts';
import { startWorker } from './startWorker.ts';

/** Files with something that is not saved stay open while one looks at other pages: with their history. */
const open = new Map<string, OpenSession>();
let selected = 'default';

/** The engine that is selected: Compose is called for it. */
export const selectContext = (context: string): void => void (selected = context);

/** Opens a file, or gives the session that is still open with what was typed into it. Rejects as `composeFiles.open`. */
export async function openSession(
  path: string,
  stack: StackFiles | undefined,
  signal: AbortSignal,
): Promise<OpenSession> {
  const files: GantryClient['composeFiles'] = client.composeFiles;
  const file = await files.open({ path }, { signal });
  const before = open.get(file.path);
  if (before) return before;
  const session = createSession({
    ...{ file, stack, files, editText: editCompose, startWorker },
    context: () => selected,
    beside: () => unsavedBeside(file.path),
    watch: (onItem) => follow({ open: (until) => files.watch({ path: file.path }, { signal: until }), onItem }),
  });
  open.set(file.path, session);
  return session;
}

/** A file with its text of now: what is typed, or what is on the disk. Rejects as `composeFiles.open`. */
export async function textNow(path: string) {
  const session = open.get(path);
  if (session) return { path, text: session.text(), isReadOnly: session.state().file.isReadOnly };
  const file = await client.composeFiles.open({ path });
  return { path: file.path, text: toEditor(file.text).text, isReadOnly: file.isReadOnly };
}

/** Other files with a text that is not saved: Compose is to read them as they are here. */
const unsavedBeside = (path: string) =>
  [...open.values()]
    .filter((session) => session.path !== path && session.state().isDirty)
    .map((session) => ({ path: session.path, text: session.fileText() }));

/** Saves all that are open and not saved. Gives those that could not be: their own pages say why. */
export async function saveAll(): Promise<readonly string[]> {
  const failed: string[] = [];
  for (const session of [...open.values()].filter((one) => one.state().isDirty)) {
    if (!(await session.save())) failed.push(session.path);
    else if (!session.isShown()) leaveSession(session);
  }
  return failed;
}

/** The page is left. What is not saved stays. */
export function leaveSession(session: ComposeSession): void {
  if (session.state().isDirty || session.state().conflict) return;
  open.delete(session.path);
  session.close();
}

/** Files with something that is not saved: in this life of the page, or in one before. */
export function unsavedPaths(): readonly string[] {
  const dirty = [...open.values()].filter((session) => session.state().isDirty).map(({ path }) => path);
  return [...new Set([...dirty, ...draftPaths()])].toSorted();
}

// With the page they would be drafts only: then the browser asks.
globalThis.addEventListener?.('beforeunload', (event) => {
  if ([...open.values()].some((session) => session.state().isDirty)) event.preventDefault();
});
