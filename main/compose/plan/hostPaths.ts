import type { Connection } from '../../docker/connection.ts';
import type { ComposeConfig } from './composeConfig.ts';

/** Compose hands paths over as they are: on the machine of an engine elsewhere they mean its own disk. */
export function hostPathWarnings({ services }: ComposeConfig, { isLocal, context }: Connection): string[] {
  if (isLocal) return [];
  return Object.entries(services).flatMap(([service, { volumes = [] }]) =>
    volumes.flatMap(({ type, source }) =>
      type === 'bind' && source !== undefined
        ? [`${service} mounts ${source}: on “${context}” that is a path of the engine’s machine, not of this computer.`]
        : [],
    ),
  );
}
