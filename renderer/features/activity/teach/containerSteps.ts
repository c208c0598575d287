import { joinWords } from '../../../../contract/commands/words.ts';
import type { ContainerDetail } from '../../../../contract/model/container.ts';
import type { ImageDetail } from '../../../../contract/model/image.ts';
import { formatDateTime, formatSize } from '../../../ui/index.ts';
import type { InspectAnswer } from './inspectAnswer.ts';
import { startSteps } from './startSteps.ts';
import { code, fact, type Step } from './step.ts';
import type { Subject } from './subjects.ts';
import { t } from '../texts/index.ts';

interface SeenContainer {
  readonly detail: ContainerDetail;
  /** Absent: it is gone meanwhile. */
  readonly image?: ImageDetail | undefined;
  /** A registry was asked for it. */
  readonly wasPulled: boolean;
}

/** What `docker run` did, or the part of it that this action was, as the engine says it now. */
export function containerSteps(
  { isMade, isStarted }: Pick<Subject, 'isMade' | 'isStarted'>,
  seen: SeenContainer,
): Step[] {
  const { detail } = seen;
  return [
    ...(isMade ? [imageStep(seen), createStep(detail), layerStep(detail)] : []),
    ...(isStarted ? startSteps(detail) : []),
    ...(isStarted && detail.state === 'running' ? [] : [stateStep(detail)]),
  ];
}

function imageStep({ detail, image, wasPulled }: SeenContainer): Step {
  return {
    title: t('The image was looked for'),
    text: wasPulled
      ? t('It was not here: its layers were downloaded from the registry, checked, and unpacked.')
      : t('It was here already, so nothing was downloaded.'),
    facts: [
      code(t('Image'), detail.image),
      code(t('Image id'), detail.imageId),
      fact(t('Layers'), image?.layers.length ?? t('unknown: the image is gone meanwhile')),
      fact(t('Size'), image && formatSize(image.sizeBytes)),
    ],
    term: 'image',
  };
}

function createStep({ id, name, entrypoint, command, createdAt }: ContainerDetail): Step {
  return {
    title: t('The container was created'),
    text: t('The engine wrote its settings down under an id and a name. Nothing ran yet.'),
    facts: [
      code(t('Name'), name),
      code(t('Id'), id),
      code(t('Command'), joinWords([...entrypoint, ...command])),
      fact(t('Created'), formatDateTime(createdAt)),
    ],
    term: 'container',
  };
}

function layerStep({ raw, isRootReadOnly }: ContainerDetail): Step {
  const { GraphDriver: graph, Storage: storage } = raw as InspectAnswer;
  return {
    title: t('A layer of its own was laid over the image'),
    text: isRootReadOnly
      ? t('It is read-only, as was asked for: it can write only where something is mounted.')
      : t('Whatever it writes outside of its mounts goes there, and goes with it.'),
    facts: [
      fact(t('Storage driver'), graph?.Name ?? storage?.RootFS?.Snapshot?.Name),
      code(t('Its layer'), graph?.Data?.['UpperDir']),
      code(t('Seen as one'), graph?.Data?.['MergedDir']),
    ],
    term: 'layer',
  };
}

const STATES: Partial<Record<ContainerDetail['state'], () => string>> = {
  created: () => t('It has not run yet.'),
  running: () => t('It runs.'),
  paused: () => t('Its processes are held where they are, with all their memory.'),
  restarting: () => t('It ended, and is started again as its restart policy says.'),
};

function stateStep({ state, exitCode, startError, finishedAt, isOomKilled, pid }: ContainerDetail): Step {
  return {
    title: t('How it is now'),
    text: STATES[state]?.() ?? t('Process 1 has ended, and with it all others. Its layer and its settings are kept.'),
    facts: [
      code(t('Process id'), pid?.toString()),
      fact(t('Exit code'), exitCode),
      fact(t('Killed for memory'), isOomKilled ? t('yes') : undefined),
      fact(t('The engine says'), startError),
      fact(t('Ended'), exitCode === undefined || finishedAt === undefined ? undefined : formatDateTime(finishedAt)),
    ],
    term: 'container',
  };
}
