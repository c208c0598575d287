import type { ContainerState, ContainerSummary, HealthStatus } from '../../../../contract/model/container.ts';
import type { StatusTone } from '../../../ui/index.ts';
import { language } from '../../../i18n/index.ts';
import { t } from '../texts/index.ts';

const STATE_WORDS: Record<ContainerState, string> = {
  get created() {
    return t('Created');
  },
  get running() {
    return t('Running');
  },
  get paused() {
    return t('Paused');
  },
  get restarting() {
    return t('Restarting');
  },
  get removing() {
    return t('Removing');
  },
  get exited() {
    return t('Exited');
  },
  get dead() {
    return t('Dead');
  },
};

type Stated = Pick<ContainerSummary, 'state' | 'health' | 'exitCode'>;

/** The state in a word: “Running”, “Exited (137)”. */
export function stateText({ state, exitCode }: Pick<Stated, 'state' | 'exitCode'>): string {
  return state === 'exited' && exitCode !== undefined ? t('Exited ({{exitCode}})', { exitCode }) : STATE_WORDS[state];
}

/** The same within a sentence: “running”. */
export const stateWord = (stated: Pick<Stated, 'state' | 'exitCode'>): string =>
  stateText(stated).toLocaleLowerCase(language());

/** The colour and shape that say it at a glance: what is wrong comes before what is well. */
export function stateTone({ state, health, exitCode }: Stated): StatusTone {
  if (state === 'running' && health === 'unhealthy') return 'unhealthy';
  if (state === 'running' && health === 'starting') return 'starting';
  // Ended by a stop is as it should be; any other code is worth a look.
  if (state === 'exited' && exitCode !== undefined && ![0, 137, 143, 130].includes(exitCode)) return 'failed';
  return state;
}

/** Running in the widest sense: there are processes. */
export const isUp = (state: ContainerState): boolean =>
  state === 'running' || state === 'paused' || state === 'restarting';

export const HEALTH_WORDS: Record<HealthStatus, string> = {
  get starting() {
    return t('health check starting');
  },
  healthy: 'healthy',
  unhealthy: 'unhealthy',
};
