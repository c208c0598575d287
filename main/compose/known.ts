import type { ContainerSummary } from '../../contract/model/container.ts';
import type { FilesOrigin, StackFiles, StackRef } from '../../contract/model/stack.ts';
import type { Connection, GetConnection } from '../docker/connection.ts';
import { requestJson } from '../docker/request.ts';
import type { Live } from '../live/createLive.ts';
import { labelledFiles, PROJECT_LABEL, sameFiles } from './labelled.ts';
import type { StackMemory } from './memory.ts';

export interface KnownFiles {
  readonly files: StackFiles;
  readonly from: FilesOrigin;
}

/** Which files a stack has. */
export interface KnownStacks {
  /** How Compose is called for a stack; undefined where nobody knows. The paths need not be there any more. */
  filesOf(ref: StackRef): Promise<StackFiles | undefined>;
  /** The same, and who says so. Rejects with `engine-unreachable` where only the engine would know. */
  lookUp(ref: StackRef): Promise<KnownFiles | undefined>;
  /** From now on these win over all else, until `forget`. */
  remember(ref: StackRef, files: StackFiles): Promise<void>;
  /** Back to what labels and folders say. */
  forget(ref: StackRef): Promise<void>;
  /** Remembers what runs on an engine, so that it is known when it is down; ends with the connection. Never rejects. */
  follow(connection: Connection): Promise<void>;
}

interface KnownDeps {
  readonly memory: StackMemory;
  readonly live: Pick<Live, 'containers' | 'watchContainers'>;
  readonly getConnection: GetConnection;
  /** What was found under this name in the folders that were added. */
  readonly inFolders: (project: string) => StackFiles | undefined;
  /** All of these can be read here. */
  readonly areHere: (files: StackFiles) => Promise<boolean>;
}

export function createKnownStacks(deps: KnownDeps): KnownStacks {
  const { memory, live, getConnection, inFolders, areHere } = deps;

  async function lookUp(ref: StackRef): Promise<KnownFiles | undefined> {
    const remembered = memory.get(ref);
    if (remembered?.isChosen) return { files: remembered.files, from: 'person' };
    const containers = live.containers(ref.context);
    const labelled = containers
      ? newestLabelled(containers.filter(({ stack }) => stack?.project === ref.project))
      : remembered === undefined && (await askEngine(await getConnection(ref.context), ref.project));
    if (labelled) return { files: labelled, from: 'labels' };
    if (remembered) return { files: remembered.files, from: 'memory' };
    const found = inFolders(ref.project);
    return found && { files: found, from: 'folder' };
  }

  return {
    lookUp,
    filesOf: async (ref) => (await lookUp(ref))?.files,
    remember: (ref, files) => memory.choose(ref, files),
    forget: (ref) => memory.forget(ref),
    async follow({ context, signal }) {
      const note = async (moved: readonly ContainerSummary[]) => {
        const projects = new Set(moved.flatMap(({ stack }) => stack?.project ?? []));
        if (projects.size === 0) return;
        const all = groupByProject(live.containers(context) ?? [], projects);
        for (const project of projects) {
          const files = newestLabelled(all.get(project) ?? []);
          if (files && !sameFiles(memory.get({ context, project })?.files, files) && (await areHere(files))) {
            memory.see({ context, project }, files);
          }
        }
      };
      for await (const change of live.watchContainers(context, signal)) {
        if (change.type === 'snapshot') await note(change.items);
        if (change.type === 'patch') await note(change.upserted);
      }
    },
  };
}

/** What the container says that was made last: the one that the newest `up` has made. */
export function newestLabelled(
  containers: readonly Pick<ContainerSummary, 'createdAt' | 'labels'>[],
): StackFiles | undefined {
  let newest: { readonly createdAt: number; readonly files: StackFiles } | undefined;
  for (const { createdAt, labels } of containers) {
    if (newest && newest.createdAt >= createdAt) continue;
    const files = labelledFiles(labels);
    if (files) newest = { createdAt, files };
  }
  return newest?.files;
}

async function askEngine({ docker }: Connection, project: string): Promise<StackFiles | undefined> {
  const said = await requestJson<readonly { readonly Created?: number; readonly Labels?: Record<string, string> }[]>(
    docker,
    {
      method: 'GET',
      path: '/containers/json',
      query: { all: true, filters: JSON.stringify({ label: [`${PROJECT_LABEL}=${project}`] }) },
    },
  );
  return newestLabelled(said.map(({ Created = 0, Labels = {} }) => ({ createdAt: Created * 1000, labels: Labels })));
}

function groupByProject(
  containers: readonly ContainerSummary[],
  projects: ReadonlySet<string>,
): ReadonlyMap<string, readonly ContainerSummary[]> {
  const all = new Map<string, ContainerSummary[]>();
  for (const container of containers) {
    const project = container.stack?.project;
    if (project === undefined || !projects.has(project)) continue;
    const others = all.get(project);
    if (others) others.push(container);
    else all.set(project, [container]);
  }
  return all;
}
