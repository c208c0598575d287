import type { Context, ContextSource, ContextState } from '../../../contract/model/context.ts';
import type { StatusTone } from '../../ui/index.ts';

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
      return 'not tried yet';
    case 'connecting':
      return 'connecting';
    case 'connected':
      return 'connected';
    case 'unreachable':
      return 'not reachable';
  }
}

const SOURCES: Record<ContextSource, string> = {
  'docker-host': 'from DOCKER_HOST',
  cli: 'from the docker CLI',
  'default-socket': 'default socket',
  'rootless-socket': 'rootless Docker',
  'podman-socket': 'Podman',
  'own-engine': 'Gantry’s own engine',
};

export const sourceName = (source: ContextSource): string => SOURCES[source];
