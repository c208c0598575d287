import { AppFailure } from '../../contract/errors.ts';
import type { ServiceOf } from '../../contract/index.ts';
import type { StackDetail, StackFiles, StackRef } from '../../contract/model/stack.ts';
import { areHere } from '../compose/areHere.ts';
import type { Compose } from '../compose/cli/createCompose.ts';
import { createResolve, type ResolveDefinition } from '../compose/definition/resolve.ts';
import { type Folders, openFolders } from '../compose/folders/folders.ts';
import { createKnownStacks, type KnownStacks, newestLabelled } from '../compose/known.ts';
import { sameFiles } from '../compose/labelled.ts';
import { openFolderOf } from '../compose/openFolder.ts';
import { lookForFiles } from '../compose/list/places.ts';
import { WantedCounts } from '../compose/list/wanted.ts';
import { watchStacks } from '../compose/list/watchStacks.ts';
import { openStackMemory } from '../compose/memory.ts';
import type { Connection, GetConnection } from '../docker/connection.ts';
import type { Host } from '../host.ts';
import type { Live } from '../live/createLive.ts';

export interface StacksDeps {
  readonly dataDir: string;
  readonly live: Live;
  readonly getConnection: GetConnection;
  readonly hold: (context: string) => () => void;
  readonly compose: Pick<Compose, 'ask'>;
  /** Of the shell it runs in. */
  readonly host?: Pick<Host, 'openFolder'>;
}

export interface Stacks {
  readonly handlers: ServiceOf<'stacks'>;
  /** Which files a stack has. */
  readonly known: KnownStacks;
  /** Remembers what runs on an engine until the connection ends. */
  follow(connection: Connection): void;
  close(): Promise<void>;
}

/** Stacks: those of the engines, those that were seen, and those in the folders that the person added. Must be closed. */
export async function createStacks(deps: StacksDeps): Promise<Stacks> {
  const { live, getConnection } = deps;
  const memory = await openStackMemory(deps.dataDir);
  const folders = openFolders(memory);
  const inFolders = (project: string) => folders.found().get(project)?.[0]?.files;
  const known = createKnownStacks({ memory, live, getConnection, inFolders, areHere });
  const resolve = createResolve(deps.compose);
  const counts = new WantedCounts();
  return {
    known,
    follow: (connection) => void known.follow(connection),
    handlers: {
      async *watch({ context }, signal) {
        const release = deps.hold(context);
        try {
          yield* watchStacks({ live, memory, folders, counts }, context, signal);
        } finally {
          release();
        }
      },
      inspect: (ref, signal) => inspect({ live, known, folders, resolve }, ref, signal),
      async setFiles({ files, ...ref }) {
        const missing = await lookForFiles([...files.configFiles, ...files.envFiles]);
        if (missing[0] !== undefined) throw noFile(missing[0]);
        await known.remember(ref, files);
      },
      openFolder: (ref) => openFolderOf(known, deps.host, ref),
      forget: (ref) => known.forget(ref),
      folders: (_, signal) => folders.feed.watch(signal),
      addFolder: async ({ path }) => ({ projects: await folders.add(path) }),
      removeFolder: ({ path }) => folders.remove(path),
    },
    async close() {
      folders.close();
      await memory.close();
    },
  };
}

interface InspectDeps {
  readonly live: Pick<Live, 'containers'>;
  readonly known: KnownStacks;
  readonly folders: Folders;
  readonly resolve: ResolveDefinition;
}

async function inspect(deps: InspectDeps, ref: StackRef, signal: AbortSignal): Promise<StackDetail> {
  const { context, project } = ref;
  const lookedUp = await deps.known.lookUp(ref);
  const containers = (deps.live.containers(context) ?? []).filter(({ stack }) => stack?.project === project);
  const labelFiles = newestLabelled(containers);
  const alsoIn = (deps.folders.found().get(project) ?? [])
    .map(({ files }) => files.workingDir)
    .filter((folder) => folder !== lookedUp?.files.workingDir);
  const nothing = { project, alsoIn, profiles: [], warnings: [], oldSyntax: [] };
  if (!lookedUp) return { ...nothing, definition: { type: 'unknown' } };
  const { files, from } = lookedUp;
  const said = {
    files,
    filesFrom: from,
    ...(labelFiles && !sameCall(labelFiles, files) && { labelFiles }),
  };
  const missing = await lookForFiles([...files.configFiles, ...files.envFiles]);
  if (missing.length > 0) return { ...nothing, ...said, definition: { type: 'missing', files: missing } };
  return { ...nothing, ...said, definition: { type: 'here' }, ...(await deps.resolve(ref, files, signal)) };
}

/** Profiles are in no label. */
const sameCall = (a: StackFiles, b: StackFiles): boolean => sameFiles({ ...a, profiles: [] }, { ...b, profiles: [] });

const noFile = (file: string) =>
  new AppFailure({
    code: 'not-found',
    message: `There is no file ${file}.`,
    hint: 'Check the path: it is one of the computer that Gantry runs on.',
  });
