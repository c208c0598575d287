import { constants } from 'node:fs';
import { access, readdir, readFile, stat } from 'node:fs/promises';
import { connect } from 'node:net';
import path from 'node:path';
import type { Finding } from '../../contract/model/troubleshooting.ts';
import { metaDir, readCliContexts, readCurrentContext } from '../contexts/cliConfig.ts';

/** The machine as the checks see it; a test gives another. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly configDir: string;
  readonly sockets: readonly string[];
  readonly groupFile: string;
  readonly user: string;
  readonly userId: number;
}

/** A finding, and what the app can do about it. */
export type Found = Omit<Finding, 'repair'> & { readonly repair?: Repair };

export type Repair =
  | { readonly kind: 'elevated'; readonly command: readonly string[] }
  | { readonly kind: 'remove-file'; readonly path: string }
  | { readonly kind: 'put-aside'; readonly path: string }
  | { readonly kind: 'default-context' };

/** What of sockets, groups and contexts keeps Docker from working. Never throws. */
export async function findFaults(around: Surroundings): Promise<readonly Found[]> {
  const ofSockets = await Promise.all(around.sockets.map((file) => faultOfSocket(file, around)));
  return [...ofSockets.flat(), ...(await faultsOfContexts(around))];
}

async function faultOfSocket(file: string, around: Surroundings): Promise<readonly Found[]> {
  if (around.platform === 'win32') return [];
  const there = await stat(file).catch(() => undefined);
  if (!there) return [];
  if (!there.isSocket()) {
    return [
      {
        id: `not-a-socket:${file}`,
        message: `${file} is no socket but a ${there.isDirectory() ? 'folder' : 'file'}, so no engine can listen there.`,
        remedy:
          'An engine makes such a folder when a container binds a socket that is not there. Remove it, then start the engine.',
        command: there.isDirectory() ? `sudo rmdir ${file}` : `sudo rm ${file}`,
      },
    ];
  }
  const isUsable = await access(file, constants.R_OK | constants.W_OK).then(
    () => true,
    () => false,
  );
  if (!isUsable) return [await faultOfGroup(file, there.gid, around)];
  if (await answersAt(file)) return [];
  const isOwn = there.uid === around.userId && around.userId !== 0;
  return [
    {
      id: `stale:${file}`,
      message: `Nobody listens at ${file}: it was left by an engine that ended.`,
      remedy: isOwn ? 'It can be removed; the engine makes it anew when it starts.' : 'Start the engine it belongs to.',
      command: isOwn ? `rm ${file}` : 'sudo systemctl restart docker',
      ...(isOwn && { repair: { kind: 'remove-file', path: file } }),
    },
  ];
}

/** AC-76: who is not in the socket’s group may not use the engine. */
async function faultOfGroup(file: string, gid: number, { groupFile, user }: Surroundings): Promise<Found> {
  const lines = (await readFile(groupFile, 'utf8').catch(() => '')).split('\n').map((line) => line.split(':'));
  const [group = String(gid), , , members = ''] = lines.find(([, , id]) => Number(id) === gid) ?? [];
  if (members.split(',').includes(user)) {
    return {
      id: `group-not-yet:${file}`,
      message: `You are in the group “${group}”, but this session began before that.`,
      remedy: 'Sign out of your desktop and in again, then start Gantry anew.',
      command: `newgrp ${group}`,
    };
  }
  return {
    id: `group:${file}`,
    message: `You (${user}) may not use ${file}: it is for the group “${group}”.`,
    remedy: `Join the group, then sign out and in again. Whoever is in “${group}” can become root on this computer.`,
    command: `sudo usermod --append --groups ${group} ${user}`,
    repair: { kind: 'elevated', command: ['usermod', '--append', '--groups', group, user] },
  };
}

async function faultsOfContexts({ env, configDir }: Surroundings): Promise<readonly Found[]> {
  const found: Found[] = [];
  const config = path.join(configDir, 'config.json');
  const text = await readFile(config, 'utf8').catch(() => undefined);
  if (text !== undefined && !isJson(text)) {
    found.push({
      id: 'config',
      message: `${config} is no JSON, so docker finds neither its context nor its sign-ins.`,
      remedy: 'Put it aside: it is kept under another name. Then sign in to your registries again.',
      command: `mv ${config} ${config}.broken`,
      repair: { kind: 'put-aside', path: config },
    });
  }
  const current = await readCurrentContext(configDir);
  const known = await readCliContexts(configDir);
  if (current !== undefined && current !== 'default' && !known.some(({ name }) => name === current)) {
    found.push({
      id: 'current-context',
      message: `docker’s current context “${current}” does not exist, so every docker command fails.`,
      remedy: 'Go back to the default context.',
      command: 'docker context use default',
      repair: { kind: 'default-context' },
    });
  }
  for (const dir of await readdir(metaDir(configDir)).catch((): string[] => [])) {
    const file = path.join(metaDir(configDir), dir, 'meta.json');
    const meta = await readFile(file, 'utf8').catch(() => undefined);
    if (meta !== undefined && isJson(meta)) continue;
    found.push({
      id: `context:${dir}`,
      message: `The context in ${path.dirname(file)} cannot be read, and docker context ls fails because of it.`,
      remedy: 'Put its folder aside: it is kept, outside of the contexts.',
      repair: { kind: 'put-aside', path: path.dirname(file) },
    });
  }
  if (env['DOCKER_HOST'] && current !== undefined && current !== 'default') {
    found.push({
      id: 'docker-host',
      message: `DOCKER_HOST is set (${env['DOCKER_HOST']}), so docker’s current context “${current}” is not used.`,
      remedy: 'Take DOCKER_HOST out of your shell’s configuration if you want contexts.',
      command: 'unset DOCKER_HOST',
    });
  }
  return found;
}

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

const answersAt = (file: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(file);
    const end = (isThere: boolean) => {
      socket.destroy();
      resolve(isThere);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
  });
