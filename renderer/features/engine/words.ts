import type { EnginePart, EngineState } from '../../../contract/model/engine.ts';
import type { StatusTone } from '../../ui/index.ts';
import { t } from './texts/index.ts';

const TONES: Record<EngineState['type'], StatusTone> = {
  absent: 'unknown',
  installing: 'starting',
  stopped: 'exited',
  starting: 'starting',
  running: 'running',
  failed: 'failed',
};

function wordOf(type: EngineState['type']): string {
  switch (type) {
    case 'absent':
      return t('Not installed');
    case 'installing':
      return t('Installing');
    case 'stopped':
      return t('Stopped');
    case 'starting':
      return t('Starting');
    case 'running':
      return t('Running');
    case 'failed':
      return t('Failed');
  }
}

export const engineTone = ({ type }: EngineState): StatusTone => TONES[type];
export const engineWord = (state: EngineState): string =>
  state.type === 'stopped' && state.isAsleep ? t('Asleep') : wordOf(state.type);

export function partSource({ source }: EnginePart): string {
  switch (source) {
    case 'docker-static':
      return t('Docker’s static archive');
    case 'debian':
      return t('Debian package');
    case 'system':
      return t('this system');
  }
}
