import { AppFailure } from '../../../contract/errors.ts';
import type { Connection } from '../../docker/connection.ts';
import { failureFromText, toFailure } from '../../docker/errors.ts';
import { requestJson } from '../../docker/request.ts';

/** Marks what was made for a shell; its value is the build’s id. */
export const SHELL_LABEL = 'gantry.build-shell';

/** The first shell that is there. Its name is what a person sees, and what a `SHELL` instruction may have said. */
const START =
  'if command -v bash >/dev/null 2>&1; then exec bash; elif command -v ash >/dev/null 2>&1; then exec ash; else exec sh; fi';

interface SaidImage {
  readonly Config?: { readonly Shell?: readonly string[] | null } | null;
}

/**
 * A container of the image whose main process is a shell on a terminal, with the image’s environment, user and folder. It
 * goes with its shell. Gives its id; rejects with `unsupported` when there is no shell in the image.
 */
export async function startShellContainer(connection: Connection, image: string, buildId: string): Promise<string> {
  const { docker, context } = connection;
  try {
    const { Config } = await requestJson<SaidImage>(docker, { method: 'GET', path: `/images/${image}/json` });
    const [program = '/bin/sh'] = Config?.Shell ?? [];
    const isPosix = /(^|\/)(sh|ash|dash|bash)$/.test(program);
    const { Id } = await requestJson<{ Id: string }>(docker, {
      method: 'POST',
      path: '/containers/create',
      body: {
        Image: image,
        Entrypoint: [program],
        Cmd: isPosix ? ['-c', START] : [],
        Tty: true,
        OpenStdin: true,
        AttachStdin: true,
        AttachStdout: true,
        AttachStderr: true,
        Labels: { [SHELL_LABEL]: buildId },
        // A health check of the image would only disturb.
        Healthcheck: { Test: ['NONE'] },
        HostConfig: { AutoRemove: true },
      },
    });
    try {
      await requestJson(docker, { method: 'POST', path: `/containers/${Id}/start` });
    } catch (thrown) {
      await requestJson(docker, { method: 'DELETE', path: `/containers/${Id}`, query: { force: true, v: true } }).catch(
        () => {},
      );
      throw noShell(thrown, program);
    }
    return Id;
  } catch (thrown) {
    throw toFailure(thrown, { context, kind: 'image', name: image });
  }
}

function noShell(thrown: unknown, program: string): unknown {
  const text = thrown instanceof Error ? thrown.message : String(thrown);
  if (!/executable file not found|no such file or directory/.test(text))
    return failureFromText(text, { context: '', kind: 'container' });
  return new AppFailure({
    code: 'unsupported',
    message: `There is no shell in this state of the image: ${program} is missing.`,
    hint: 'An image made from scratch has none. Compare it with an earlier stage, or copy a static busybox into it.',
    engineText: text,
  });
}

/** Resolves when the container is gone, however that came. */
export async function whenRemoved({ docker }: Connection, id: string, signal: AbortSignal): Promise<void> {
  const wait = { method: 'POST', path: `/containers/${id}/wait`, query: { condition: 'removed' }, signal } as const;
  await requestJson(docker, wait).catch((thrown: unknown) => {
    // It was gone before it was asked for.
    if ((thrown as { statusCode?: number }).statusCode !== 404) throw thrown;
  });
}

/** Containers of the image, and the image. What is gone already is fine; rejects when the engine does not do it. */
export async function removeShell({ docker }: Connection, image: string): Promise<void> {
  const filters = JSON.stringify({ ancestor: [image] });
  const containers = await requestJson<readonly { Id: string }[]>(docker, {
    method: 'GET',
    path: '/containers/json',
    query: { all: true, filters },
  }).catch(unlessGone([]));
  for (const { Id } of containers) {
    await requestJson(docker, { method: 'DELETE', path: `/containers/${Id}`, query: { force: true, v: true } }).catch(
      unlessGone(undefined),
    );
  }
  await requestJson(docker, { method: 'DELETE', path: `/images/${image}`, query: { force: true } }).catch(
    unlessGone(undefined),
  );
}

/** 409 of a container: its removal is under way. */
const unlessGone =
  <T>(value: T) =>
  (thrown: unknown): T => {
    const { statusCode } = thrown as { statusCode?: number };
    if (statusCode === 404 || statusCode === 409) return value;
    throw thrown;
  };
