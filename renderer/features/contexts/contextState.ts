import type { Context, ContextSource, ContextState } from '../../../contract/model/context.ts';
import type { StatusTone } from '../../ui/index.ts';
import { t } from './texts/index.ts';

const TONES: Record<ContextState['type'], StatusTone> = {
  unknown: 'unknown',
  connecting: 'starting',
  connected: 'running',
  unreachable: 'failed',
};

export const toneOf = ({ type }: ContextState): StatusTone => TONES[type];

/** `Docker 28.5.2`, `Podman 5.4.0`. */
export function engineName({ state }: Context): string | undefined {
  if (state.type !== 'connected') return undefined;
  return `${state.engine.product === 'podman' ? 'Podman' : 'Docker'} ${state.engine.version}`;
}

export function wordOf(state: ContextState): string {
  switch (state.type) {
    case 'unknown':
      return t('not tried yet');
    case 'connecting':
      return t('connecting');
    case 'connected':
      return t('connected');
    case 'unreachable':
      return t('not reachable');
  }
}

const SOURCES: Record<ContextSource, string> = {
  get 'docker-host'() {
    return t('from DOCKER_HOST');
  },
  get cli() {
    return t('from the docker CLI');
  },
  get 'default-socket'() {
    return t('default socket');
  },
  get 'rootless-socket'() {
    return t('rootless Docker');
  },
  'podman-socket': 'Podman',
  get 'own-engine'() {
    return t('Gantry’s own engine');
  },
};

export const sourceName = (source: ContextSource): string => SOURCES[source];
