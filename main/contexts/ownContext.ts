import { existsSync } from 'node:fs';
import { dirname, sep } from 'node:path';
import {
  createContextCommand,
  removeContextCommand,
  updateContextCommand,
} from '../../contract/commands/contextCommands.ts';
import { ContextSettings } from '../../contract/model/contextEdit.ts';
import type { EngineStatus } from '../../contract/model/engine.ts';
import type { OwnEngine } from '../../engine/index.ts';
import { changeCliConfig } from '../registries/cli/configFile.ts';
import type { ActivityRecorder } from '../services/activity.ts';
import { metaFile, readCliContexts, readCurrentContext } from './cliConfig.ts';
import { removeCliContext, writeCliContext } from './cliWrite.ts';
import { OWN_DESCRIPTION, OWN_ENGINE, configDirOf } from './discover.ts';

interface OwnContextParts {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly dataDir: string;
  readonly engine: Pick<OwnEngine, 'watch' | 'endpoint'> & { readonly vm: Pick<OwnEngine['vm'], 'endpoint'> };
  readonly activity: ActivityRecorder;
}

/** The docker CLI's context of the app's own engine: `docker --context gantry`, in any terminal. Close it. */
export interface OwnContext {
  /** Its folder, when there is one that is ours. */
  dir(): Promise<string | undefined>;
  /** Removes it; a CLI that uses it goes back to its default. Nothing happens where there is none of ours. */
  remove(): Promise<void>;
  close(): void;
}

/**
 * Writes the context when the engine runs, and its new address when the person moves the engine. One of that name that
 * somebody else made is left alone, and the CLI is never made to use it.
 */
export function keepOwnContext({ env, dataDir, engine, activity }: OwnContextParts): OwnContext {
  const configDir = configDirOf(env);
  const closing = new AbortController();
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(work);
    last = turn.catch(() => {});
    return turn;
  };

  const named = async () => (await readCliContexts(configDir)).find(({ name }) => name === OWN_ENGINE);
  /** Ours, or of another copy of Gantry that is gone. */
  const isOurs = ({ endpoint, description }: { endpoint: string; description?: string }) => {
    if (description !== OWN_DESCRIPTION) return false;
    if (endpoint === engine.endpoint || endpoint === engine.vm.endpoint) return true;
    const socket = endpoint.replace(/^(?:unix|npipe):\/\//, '');
    return socket.startsWith(dataDir + sep) || !existsSync(socket);
  };
  const ours = async () => {
    const found = await named();
    return found && isOurs(found) ? found : undefined;
  };

  const keep = async ({ endpoint, state }: Pick<EngineStatus, 'endpoint' | 'state'>) => {
    const before = await named();
    if (before ? !isOurs(before) || before.endpoint === endpoint : state.type !== 'running') return;
    const settings = ContextSettings.parse({ name: OWN_ENGINE, endpoint, description: OWN_DESCRIPTION });
    const [title, command] = before
      ? ['Tell the docker CLI where Gantry’s engine is now', updateContextCommand(settings)]
      : ['Make Gantry’s engine known to the docker CLI', createContextCommand(settings)];
    await activity.record({ context: OWN_ENGINE, title, command }, () => writeCliContext(configDir, settings));
  };
  const follow = async () => {
    // What cannot be written (a folder of somebody else's) is told by the activity log, and is no reason to stop an engine.
    for await (const status of engine.watch(closing.signal)) await inTurn(() => keep(status)).catch(() => {});
  };
  follow().catch(() => {});

  return {
    dir: () => inTurn(async () => ((await ours()) ? dirname(metaFile(configDir, OWN_ENGINE)) : undefined)),
    remove: () =>
      inTurn(async () => {
        if (!(await ours())) return;
        const command = removeContextCommand(OWN_ENGINE, { isForced: true });
        await activity.record({ context: OWN_ENGINE, title: `Remove the context ${OWN_ENGINE}`, command }, async () => {
          await useDefault(configDir);
          await removeCliContext(configDir, OWN_ENGINE);
        });
      }),
    close: () => closing.abort(),
  };
}

/** As a forced removal does: a CLI that uses a context which is not there runs no command at all. */
async function useDefault(configDir: string): Promise<void> {
  if ((await readCurrentContext(configDir)) !== OWN_ENGINE) return;
  await changeCliConfig(configDir, (config) => delete config['currentContext']);
}
