import type { RunSettings } from '../../../contract/model/run.ts';
import type { Connection } from '../../docker/connection.ts';
import { ask, containerPath } from '../containers/ask.ts';
import { checkInspected } from '../containers/inspected.ts';
import type { EngineDefaults, Made, MadeConfig } from '../../../contract/createCall/read/made.ts';
import { settingsOf } from '../../../contract/createCall/read/settingsOf.ts';

export interface ReadSettings {
  readonly settings: RunSettings;
  /** The engine’s own answer, for who needs more of it. */
  readonly made: Made;
  /** Undefined when the image is gone. */
  readonly image?: MadeConfig;
}

/** Asks the engine what a container was made with, what its image gives and what the engine adds. */
export async function readSettings(connection: Connection, id: string, signal?: AbortSignal): Promise<ReadSettings> {
  const [answer, defaults] = await Promise.all([
    ask<unknown>(connection, { method: 'GET', path: containerPath(id, 'json'), signal }),
    engineDefaults(connection, signal),
  ]);
  const made = checkInspected(answer) as Made;
  const image = await imageConfig(connection, made.Image, signal);
  return { settings: settingsOf(made, image ?? {}, defaults), made, ...(image && { image }) };
}

async function imageConfig(
  connection: Connection,
  image: string | undefined,
  signal: AbortSignal | undefined,
): Promise<MadeConfig | undefined> {
  if (!image || !/^[\w:]+$/.test(image)) return undefined;
  const path = `/images/${image}/json`;
  const answer = await ask<{ readonly Config?: MadeConfig | null }>(
    connection,
    { method: 'GET', path, signal },
    { kind: 'image' },
  ).catch((thrown: unknown) => {
    if (signal?.aborted) throw thrown;
    return undefined;
  });
  return answer && (answer.Config ?? {});
}

export async function engineDefaults(connection: Connection, signal: AbortSignal | undefined): Promise<EngineDefaults> {
  const info = await ask<{
    readonly Name?: string;
    readonly LoggingDriver?: string;
    readonly DefaultRuntime?: string;
    readonly CgroupVersion?: string;
  }>(connection, { method: 'GET', path: '/info', signal });
  return {
    hostName: info.Name ?? '',
    logDriver: info.LoggingDriver || 'json-file',
    runtime: info.DefaultRuntime || 'runc',
    cgroupnsMode: info.CgroupVersion === '1' ? 'host' : 'private',
  };
}
