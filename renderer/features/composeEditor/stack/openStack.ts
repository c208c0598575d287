import type { ComposeSession } from '../session/session.ts';
import { leaveSession, openSession, textNow } from '../session/openSessions.ts';
import { declarationsOf, type NamedThing, thingAt } from './namedPlaces.ts';
import { changesOf, newNameProblem, renameObstacle } from './renameInStack.ts';
import { linkedPath, readStackTexts, type StackTexts } from './stackTexts.ts';
import { t } from '../texts/index.ts';

/** Something that is to be renamed, and all that its stack says. */
export interface RenamePlan {
  readonly thing: NamedThing;
  readonly texts: StackTexts;
}

/** The files of the stack that this one is open with, as they are now. */
const readStackOf = (session: ComposeSession): Promise<StackTexts> =>
  readStackTexts(session.state().stack, async (path) =>
    path === session.path ? { path, text: session.text(), isReadOnly: session.state().file.isReadOnly } : textNow(path),
  );

/** What has a name at a place of an open file. */
export async function renamePlanAt(session: ComposeSession, offset: number): Promise<RenamePlan | undefined> {
  const texts = await readStackOf(session);
  const thing = thingAt(texts.files, session.path, offset);
  return thing && { thing, texts };
}

/**
 * Another name in every file of the stack, or in none: they are all open before the first changes, and are changed at once.
 * What is changed is not saved yet, and each file has its own step of undo. Gives why it cannot be, if so.
 */
export async function renameInStack(
  session: ComposeSession,
  thing: NamedThing,
  to: string,
): Promise<string | undefined> {
  const texts = await readStackOf(session); // they may have moved on since they were shown
  const problem = renameObstacle(texts, thing) ?? newNameProblem(texts.files, thing, to);
  if (problem !== undefined) return problem;
  const all = changesOf(texts.files, thing, to);
  const opened = await Promise.allSettled(all.map(({ file }) => openFor(session, file.path)));
  const sessions = opened.map((one) => (one.status === 'fulfilled' ? one.value : undefined));
  const moved = all.find(({ file }, index) => sessions[index]?.text() !== file.text);
  if (moved) {
    for (const one of sessions) if (one && one !== session) leaveSession(one);
    return t('{{path}} was changed meanwhile: nothing was renamed. Try again.', { path: moved.file.path });
  }
  for (const [index, { changes }] of all.entries()) sessions[index]?.change(changes);
  return undefined;
}

/** Where the name at a place is declared, when that is another file; or a file that is named there. */
export async function targetInStack(
  session: ComposeSession,
  offset: number,
): Promise<{ readonly path: string; readonly place?: { readonly from: number; readonly to: number } } | undefined> {
  const { files } = await readStackOf(session);
  const here = files.find(({ path }) => path === session.path);
  const link = here?.names.links.find(
    ({ from, to, service }) => within({ from, to }, offset) || within(service, offset),
  );
  if (here && link) {
    const path = linkedPath(here, link);
    const inside = files.find((one) => one.path === path)?.names.declared;
    const place = inside?.find(({ kind, name }) => kind === 'service' && name === link.service?.name);
    return { path, ...(place && { place }) };
  }
  const thing = thingAt(files, session.path, offset);
  const found = thing && declarationsOf(files, thing)[0];
  return found && { path: found.file.path, ...(found.places[0] && { place: found.places[0] }) };
}

/** Opens another file of it, with a place to be shown once its text is there. */
export async function revealIn(
  session: ComposeSession,
  path: string,
  place: { readonly from: number; readonly to: number },
): Promise<void> {
  const other = await openFor(session, path);
  other.reveal(place);
}

async function openFor(session: ComposeSession, path: string): Promise<ComposeSession> {
  if (path === session.path) return session;
  const { stack } = session.state();
  return openSession(path, stack.configFiles.includes(path) ? stack : undefined, new AbortController().signal);
}

const within = (span: { readonly from: number; readonly to: number } | undefined, offset: number) =>
  span !== undefined && span.from <= offset && offset <= span.to;
