import type { BuildState, BuildStep, BuildSummary, StepState } from '../../../../contract/model/build.ts';
import type { StatusTone } from '../../../ui/index.ts';
import { t } from '../texts/index.ts';

export const BUILD_TONES: Record<BuildState, StatusTone> = {
  running: 'starting',
  done: 'running',
  failed: 'failed',
  cancelled: 'exited',
};

export const BUILD_WORDS: Record<BuildState, string> = {
  get running() {
    return t('Building');
  },
  get done() {
    return t('Done');
  },
  get failed() {
    return t('Failed');
  },
  get cancelled() {
    return t('Cancelled');
  },
};

export const STEP_WORDS: Record<StepState, string> = {
  waiting: 'waiting',
  running: 'running',
  get done() {
    return t('done');
  },
  cached: 'cached',
  failed: 'failed',
  cancelled: 'cancelled',
};

/** `4 of 5 cached`; nothing where nothing was to be done. */
export const cacheText = ({ cachedCount, stepCount }: BuildSummary): string =>
  stepCount === 0 ? '' : t('{{cachedCount}} of {{stepCount}}', { cachedCount, stepCount });

/** What a name is made of, for one line. */
export const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

/** How a lane of steps is called. */
export const stageTitle = (stage: string): string =>
  stage === '' || stage === 'stage-0' ? 'Dockerfile' : stage.replace(/^stage-(\d+)$/, 'Stage $1');

/** For the log: short, and with a number where the names are the same. */
export function sourceName({ stage, instruction, name }: BuildStep): string {
  const index = /(\d+)\/\d+\]/.exec(name)?.[1];
  return stage === undefined ? oneLine(instruction) : `${stage === '' ? '' : `${stage} `}${index ?? ''}`;
}
