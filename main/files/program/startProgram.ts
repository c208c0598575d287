import { randomBytes } from 'node:crypto';
import type { Connection } from '../../docker/connection.ts';
import { toFailure } from '../../docker/errors.ts';
import { requestJson, requestPipe } from '../../docker/request.ts';
import { HELPER_LABEL } from '../../docker/helperLabel.ts';
import { explain } from './errors.ts';
import { ensureProgramImage, PROGRAM_PATH, VOLUME_PATH } from './image.ts';
import { openSession, type ProgramSession } from './session.ts';

/** A container whose processes it joins, or a volume that it mounts. */
export type ProgramTarget =
  | { readonly kind: 'container'; readonly id: string; readonly pidMode: string; readonly usernsMode: string }
  | { readonly kind: 'volume'; readonly name: string }
  /** Of the engine’s machine. */
  | { readonly kind: 'directory'; readonly path: string };

export interface RunningProgram extends ProgramSession {
  /** Of the helper: the engine copies files of a volume out of it and into it. */
  readonly helperId: string;
  readonly image: string;
}

/** Enough to see and change files of any owner, and to look through another process at its root; nothing else. */
const CAPABILITIES = ['SYS_PTRACE', 'SYS_CHROOT', 'DAC_OVERRIDE', 'DAC_READ_SEARCH', 'FOWNER', 'CHOWN', 'FSETID'];
/** One that was made so long ago and never started was forgotten by somebody who ended before. */
const FORGOTTEN_MS = 60_000;

/**
 * Starts the program in a container of its own, without a network and with its image read-only. The container ends and
 * is removed when its input ends, so also when Gantry is killed. Must be closed. Rejects with `AppFailure`.
 */
export async function startProgram(
  connection: Connection,
  target: ProgramTarget,
  signal?: AbortSignal,
): Promise<RunningProgram> {
  const { docker, context } = connection;
  let helperId: string | undefined;
  try {
    await sweep(connection);
    const image = await ensureProgramImage(connection, signal);
    const created = await requestJson<{ Id: string }>(docker, {
      method: 'POST',
      path: '/containers/create',
      query: { name: `gantry-files-${randomBytes(4).toString('hex')}` },
      body: { ...bodyOf(target), Image: image },
      signal,
    });
    helperId = created.Id;
    // Before it starts: it says at once whether it can begin.
    const pipe = await requestPipe(docker, {
      method: 'POST',
      path: `/containers/${helperId}/attach`,
      query: { stream: true, stdin: true, stdout: true, stderr: true },
      signal: connection.signal,
    });
    await requestJson(docker, { method: 'POST', path: `/containers/${helperId}/start`, signal });
    const session = await openSession(pipe);
    return Object.assign(session, { helperId, image });
  } catch (thrown) {
    if (helperId !== undefined) await removeHelper(connection, helperId);
    throw toFailure(explain(thrown, '/'), { context, kind: target.kind === 'volume' ? 'volume' : 'container' }, signal);
  }
}

/** Waits until it is gone, so that what it held can be removed. */
export async function stopProgram(connection: Connection, program: RunningProgram): Promise<void> {
  program.close();
  await removeHelper(connection, program.helperId);
}

async function removeHelper({ docker }: Connection, id: string): Promise<void> {
  const remove = { method: 'DELETE', path: `/containers/${id}`, query: { force: true, v: true } } as const;
  await requestJson(docker, remove).catch(() => {}); // it may be going by itself
  const wait = { method: 'POST', path: `/containers/${id}/wait`, query: { condition: 'removed' } } as const;
  await requestJson(docker, { ...wait, signal: AbortSignal.timeout(5000) }).catch(() => {});
}

function bodyOf(target: ProgramTarget): object {
  return {
    Entrypoint: [PROGRAM_PATH],
    Cmd: [target.kind === 'container' ? processOf(target.id, target.pidMode) : VOLUME_PATH],
    User: '0:0',
    Labels: { [HELPER_LABEL]: 'files' },
    AttachStdin: true,
    AttachStdout: true,
    AttachStderr: true,
    OpenStdin: true,
    StdinOnce: true,
    Healthcheck: { Test: ['NONE'] },
    HostConfig: {
      AutoRemove: true,
      NetworkMode: 'none',
      ReadonlyRootfs: true,
      LogConfig: { Type: 'none' },
      CapDrop: ['ALL'],
      CapAdd: CAPABILITIES,
      SecurityOpt: ['no-new-privileges', 'apparmor=unconfined', 'label=disable'],
      RestartPolicy: { Name: 'no' },
      ...(target.kind === 'volume' && {
        Mounts: [{ Type: 'volume', Source: target.name, Target: VOLUME_PATH, VolumeOptions: { NoCopy: true } }],
      }),
      ...(target.kind === 'directory' && { Mounts: [{ Type: 'bind', Source: target.path, Target: VOLUME_PATH }] }),
      ...(target.kind === 'container' && {
        PidMode: `container:${target.id}`,
        ...(target.usernsMode !== '' && { UsernsMode: target.usernsMode }),
      }),
    },
  };
}

/** In processes of its own, the first is the container’s. Where others are among them, it is found by its cgroup. */
const processOf = (id: string, pidMode: string): string => (pidMode === '' ? 'pid:1' : `cgroup:${id}`);

interface Listed {
  readonly Id: string;
  readonly State: string;
  readonly Created: number;
}

/** What a Gantry that was killed between two requests left: never started, so nothing removes it. */
async function sweep({ docker }: Connection): Promise<void> {
  // Not by its state: Podman knows no `dead`, and refuses to list then.
  const filters = JSON.stringify({ label: [`${HELPER_LABEL}=files`] });
  const found = await requestJson<readonly Listed[]>(docker, {
    method: 'GET',
    path: '/containers/json',
    query: { all: true, filters },
  });
  const ended = found.filter(({ State }) => ['created', 'exited', 'dead'].includes(State));
  const forgotten = ended.filter(({ Created }) => Date.now() - Created * 1000 > FORGOTTEN_MS);
  await Promise.all(
    forgotten.map(({ Id }) =>
      requestJson(docker, { method: 'DELETE', path: `/containers/${Id}`, query: { force: true, v: true } }).catch(
        () => {},
      ),
    ),
  );
}
