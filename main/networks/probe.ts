import { joinWords } from '../../contract/commands/words.ts';
import type { Connection } from '../docker/connection.ts';
import { toFailure } from '../docker/errors.ts';
import { requestJson, requestStream } from '../docker/request.ts';
import { NODE_PROBE, PYTHON_PROBE, SHELL_PROBE } from './probeScripts.ts';
import { type Probe, readProbe } from './readProbe.ts';
import { readFramed, runInside } from './runInside.ts';

const TIMEOUT_MS = 25_000;

interface Wanted {
  readonly containerId: string;
  readonly host: string;
  readonly port: number;
}

/** What a container may have, the most exact first. */
const waysOf = ({ host, port }: Wanted): readonly (readonly string[])[] => {
  const args = [host, String(port)];
  return [
    ['sh', '-c', SHELL_PROBE, 'sh', ...args],
    ['node', '-e', NODE_PROBE, ...args],
    ['python3', '-c', PYTHON_PROBE, ...args],
    ['/nodejs/bin/node', '-e', NODE_PROBE, ...args],
    ['/busybox/sh', '-c', SHELL_PROBE, 'sh', ...args],
  ];
};

/** Tries it with what the container has; undefined where that is nothing. */
export async function probeInside(
  connection: Connection,
  wanted: Wanted,
  signal: AbortSignal,
): Promise<Probe | undefined> {
  let best: Probe | undefined;
  for (const command of waysOf(wanted)) {
    const { exitCode, output } = await runInside(
      connection,
      { containerId: wanted.containerId, command, timeoutMs: TIMEOUT_MS },
      signal,
    );
    if (exitCode === undefined) continue;
    const probe = readProbe(output);
    // A name that nothing is known by needs no tool to connect.
    const isComplete = probe.connect !== undefined || (probe.resolver !== undefined && probe.addresses.length === 0);
    if (isComplete) return probe;
    best ??= probe.resolver === undefined ? undefined : probe;
  }
  return best;
}

/**
 * Tries it from a container of an image that shares the network of the first (`--network container:…`): made, run and
 * removed again, however it ends. Rejects with `invalid-input` for an image without a shell.
 */
export async function probeBeside(
  connection: Connection,
  wanted: Wanted & { readonly image: string },
  signal: AbortSignal,
): Promise<Probe> {
  const { docker, context } = connection;
  const { containerId, image, host, port } = wanted;
  let helper: string | undefined;
  try {
    const { Id } = await requestJson<{ Id: string }>(docker, {
      method: 'POST',
      path: '/containers/create',
      body: {
        Image: image,
        Entrypoint: ['sh', '-c', SHELL_PROBE, 'sh', host, String(port)],
        Cmd: [],
        User: '0',
        Labels: { 'gantry.helper': 'try-it' },
        HostConfig: { NetworkMode: `container:${containerId}`, LogConfig: { Type: 'json-file' } },
      },
      signal,
    });
    helper = Id;
    const limit = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]);
    await requestJson(docker, { method: 'POST', path: `/containers/${Id}/start`, signal: limit });
    await requestJson(docker, { method: 'POST', path: `/containers/${Id}/wait`, signal: limit });
    const query = { stdout: true, stderr: true };
    return readProbe(
      await readFramed(await requestStream(docker, { method: 'GET', path: `/containers/${Id}/logs`, query, signal })),
    );
  } catch (thrown) {
    throw toFailure(thrown, { context, kind: 'image', name: image }, signal);
  } finally {
    // Without the signal: what was made is taken away though nobody waits any more.
    if (helper !== undefined) {
      const query = { force: true, v: true };
      await requestJson(docker, { method: 'DELETE', path: `/containers/${helper}`, query }).catch(() => undefined);
    }
  }
}

/** As a person would try it by hand. */
export const probeCommand = (name: string, host: string, port: number, image: string | undefined): readonly string[] =>
  image === undefined
    ? ['container', 'exec', name, 'sh', '-c', `getent hosts ${joinWords([host])}; nc -w 3 ${joinWords([host])} ${port}`]
    : [
        'container',
        'run',
        '--rm',
        '--network',
        `container:${name}`,
        '--entrypoint',
        'nc',
        image,
        '-w',
        '3',
        host,
        String(port),
      ];
