import type { EnginePart, EngineState } from '../../../contract/model/engine.ts';
import type { StatusTone } from '../../ui/index.ts';

const TONES: Record<EngineState['type'], StatusTone> = {
  absent: 'unknown',
  installing: 'starting',
  stopped: 'exited',
  starting: 'starting',
  running: 'running',
  failed: 'failed',
};

const WORDS: Record<EngineState['type'], string> = {
  absent: 'Not installed',
  installing: 'Installing',
  stopped: 'Stopped',
  starting: 'Starting',
  running: 'Running',
  failed: 'Failed',
};

export const engineTone = ({ type }: EngineState): StatusTone => TONES[type];
export const engineWord = (state: EngineState): string =>
  state.type === 'stopped' && state.isAsleep ? 'Asleep' : WORDS[state.type];

const SOURCES: Record<EnginePart['source'], string> = {
  'docker-static': 'Docker’s static archive',
  debian: 'Debian package',
  system: 'this system',
};

export const partSource = ({ source }: EnginePart): string => SOURCES[source];
