import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  createContextCommand,
  removeContextCommand,
  type TlsPaths,
  updateContextCommand,
} from '../../contract/commands/contextCommands.ts';
import { AppFailure } from '../../contract/errors.ts';
import type { EngineVersion } from '../../contract/model/context.ts';
import type { ContextDetail, ContextSettings } from '../../contract/model/contextEdit.ts';
import type { Endpoint, TlsFiles } from '../docker/endpoint.ts';
import { openConnection } from '../docker/open.ts';
import type { ActivityRecorder } from '../services/activity.ts';
import { checkSettings } from './checkSettings.ts';
import { type CliContext, readCliContexts, readCurrentContext, readTls } from './cliConfig.ts';
import { removeCliContext, writeCliContext } from './cliWrite.ts';
import { configDirOf } from './discover.ts';
import { isLocalEndpoint, parseEndpoint } from './parseEndpoint.ts';
import type { SignIn } from './signIn.ts';

/** Contexts of the docker CLI, changed as it changes them. */
export interface ContextEditor {
  /** Rejects with `name-in-use`, `invalid-input`. `paths`: where its certificates were read, for the command shown. */
  create(settings: ContextSettings, paths?: TlsPaths): Promise<void>;
  /** Rejects with `not-found`, `invalid-input`. */
  update(settings: ContextSettings): Promise<void>;
  /** Rejects with `not-found`, and `conflict` for the one that the CLI uses. */
  remove(name: string): Promise<void>;
  inspect(name: string): Promise<ContextDetail>;
  /** Connects once, as the settings say. Rejects with why that does not work. */
  test(settings: ContextSettings, signal: AbortSignal): Promise<EngineVersion>;
}

interface EditorDeps {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly activity: ActivityRecorder;
  readonly openTunnel: SignIn['openTunnel'];
}

export function createContextEditor({ env, activity, openTunnel }: EditorDeps): ContextEditor {
  const configDir = configDirOf(env);
  const find = async (name: string) => (await readCliContexts(configDir)).find((one) => one.name === name);

  async function known(name: string): Promise<CliContext> {
    const found = await find(name);
    if (!found) throw notFound(name);
    return found;
  }

  async function inspect(name: string): Promise<ContextDetail> {
    const { endpoint, description = '', skipVerify, tlsDir } = await known(name);
    const tlsFiles = (['ca', 'cert', 'key'] as const).filter((file) => existsSync(join(tlsDir, `${file}.pem`)));
    const current = (await readCurrentContext(configDir)) ?? 'default';
    return { name, endpoint, description, skipVerify, tlsDir, tlsFiles, isCurrent: name === current };
  }

  const record = <T>(context: string, title: string, command: string, run: () => Promise<T>) =>
    activity.record({ context, title, command }, run);

  return {
    inspect,

    async create(settings, paths) {
      const { name } = settings;
      checkSettings(settings);
      if (await find(name)) throw nameInUse(name);
      await record(name, `Create the context ${name}`, createContextCommand(settings, paths), () =>
        writeCliContext(configDir, settings),
      );
    },

    async update(settings) {
      const { name, tls } = settings;
      const { tlsDir, tlsFiles, skipVerify } = await inspect(name);
      checkSettings(settings, tlsFiles.length > 0 || skipVerify);
      const kept = Object.fromEntries(tlsFiles.map((file) => [file, join(tlsDir, `${file}.pem`)]));
      const shown = tls ? settings : { ...settings, tls: { skipVerify } };
      const command = updateContextCommand(shown, tls ? undefined : kept);
      await record(name, `Change the context ${name}`, command, () => writeCliContext(configDir, settings));
    },

    async remove(name) {
      const { isCurrent } = await inspect(name);
      if (isCurrent) throw inUse(name);
      await record(name, `Remove the context ${name}`, removeContextCommand(name), () =>
        removeCliContext(configDir, name),
      );
    },

    async test(settings, signal) {
      const { name, endpoint: text, tls } = settings;
      const before = await find(name);
      const kept = before && (await readTls(name, before.tlsDir, before.skipVerify));
      checkSettings(settings, kept !== undefined);
      const endpoint: Endpoint = text.startsWith('ssh://')
        ? { type: 'ssh', url: text, open: (until) => openTunnel(name, text, until) }
        : parseEndpoint(name, text, { tls: tls ? filesOf(settings) : kept });
      const open = await openConnection({ context: name, endpoint, isLocal: isLocalEndpoint(text), signal });
      open.close();
      return open.connection.engine;
    },
  };
}

function filesOf({ tls }: ContextSettings): TlsFiles | undefined {
  if (!tls || !Object.values(tls).some(Boolean)) return undefined;
  const bytes = (text: string | undefined) => (text ? Buffer.from(text) : undefined);
  return { ca: bytes(tls.ca), cert: bytes(tls.cert), key: bytes(tls.key), skipVerify: tls.skipVerify };
}

const notFound = (name: string) =>
  new AppFailure({
    code: 'not-found',
    message: `The docker CLI has no context “${name}”.`,
    hint: 'Only contexts of the docker CLI can be changed; sockets and DOCKER_HOST are found, not kept.',
  });

const nameInUse = (name: string) =>
  new AppFailure({
    code: 'name-in-use',
    name,
    message: `There is a context “${name}” already.`,
    hint: 'Choose another name, or change that one.',
  });

const inUse = (name: string) =>
  new AppFailure({
    code: 'conflict',
    message: `The docker CLI uses “${name}”: it is not removed.`,
    hint: 'Let it use another one first: docker context use default.',
  });
