import type { ContainerSummary } from '../../../contract/model/container.ts';
import type { DefinitionPlace, StackFiles, StackSummary } from '../../../contract/model/stack.ts';
import { newestLabelled } from '../known.ts';
import type { RememberedStack } from '../memoryFile.ts';
import type { Places } from './places.ts';
import type { Wanted } from './wanted.ts';
import { isOneOff, isRunning, servicesOf, statusOf } from './status.ts';

/** What is known of one project. */
export interface StackParts {
  readonly project: string;
  readonly containers: readonly ContainerSummary[];
  readonly networkCount: number;
  readonly volumeCount: number;
  readonly remembered: RememberedStack | undefined;
  /** Found in a folder. */
  readonly found: StackFiles | undefined;
}

/** Which files it has: the same order as `KnownStacks.lookUp`. */
export function filesOf({ containers, remembered, found }: StackParts): StackFiles | undefined {
  if (remembered?.isChosen) return remembered.files;
  return newestLabelled(containers) ?? remembered?.files ?? found;
}

export const isInEngine = ({ containers, networkCount, volumeCount }: StackParts): boolean =>
  containers.length + networkCount + volumeCount > 0;

export function summarize(
  parts: StackParts,
  places: Pick<Places, 'missing' | 'editedAt'>,
  wanted?: Pick<Wanted, 'of'>,
): StackSummary {
  const { project, containers, networkCount, volumeCount, remembered, found } = parts;
  const files = filesOf(parts);
  const own = containers.filter((container) => !isOneOff(container));
  const editedAt = files && places.editedAt(files);
  const definition = placeOf(files, places);
  const wantedCount =
    files && editedAt !== undefined && definition.type === 'here' ? wanted?.of(project, files, editedAt) : undefined;
  return {
    id: project,
    project,
    status: own.length === 0 && containers.some(isRunning) ? 'partly-running' : statusOf(own),
    services: servicesOf(own),
    containerCount: own.length,
    runningCount: own.filter(isRunning).length,
    oneOffCount: containers.length - own.length,
    networkCount,
    volumeCount,
    origin: { isInEngine: isInEngine(parts), isRemembered: remembered !== undefined, isInFolder: found !== undefined },
    ...(files && { files }),
    definition,
    ...(wantedCount !== undefined && { wantedCount }),
    ...(containers.length > 0 && { createdAt: Math.min(...containers.map(({ createdAt }) => createdAt)) }),
    ...(editedAt !== undefined && { editedAt }),
  };
}

export function placeOf(files: StackFiles | undefined, places: Pick<Places, 'missing'>): DefinitionPlace {
  if (!files) return { type: 'unknown' };
  const missing = places.missing(files);
  return missing.length > 0 ? { type: 'missing', files: missing } : { type: 'here' };
}
