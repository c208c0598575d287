import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { AppFailure, toAppError } from '../../contract/errors.ts';
import { dockerCommand } from '../../contract/commands/docker.ts';
import { SELF_TEST_STEPS, type SelfTestStep, type SelfTestStepId } from '../../contract/model/troubleshooting.ts';
import type { Connection, GetConnection } from '../docker/connection.ts';
import { toFailure } from '../docker/errors.ts';
import { HELPER_LABEL } from '../docker/helperLabel.ts';
import { requestJson } from '../docker/request.ts';
import { askHttp } from './askHttp.ts';
import { answererArchive, ANSWERER_PATH, INNER_PORT } from './answerer.ts';

const LABEL = `${HELPER_LABEL}=self-test`;
/** One that is so old is of a Gantry that was killed. */
const FORGOTTEN_MS = 10 * 60_000;
const REACH_TRIES = 10;

interface SelfTestDeps {
  readonly getConnection: GetConnection;
  readonly cliArgs: (context: string) => readonly string[];
}

/** What a step has to say when it is done; `skip` says why it was not taken. */
type Outcome = { readonly detail: string; readonly command?: string } | { readonly skip: string };

/** See `contract/services/troubleshooting`. Never throws: what fails is a step that failed. */
export async function* selfTest(
  { getConnection, cliArgs }: SelfTestDeps,
  context: string,
  signal: AbortSignal,
): AsyncGenerator<readonly SelfTestStep[]> {
  const steps = new Map<SelfTestStepId, SelfTestStep>(SELF_TEST_STEPS.map((id) => [id, { id, state: 'waiting' }]));
  const all = () => [...steps.values()];
  const name = `gantry-self-test-${randomBytes(4).toString('hex')}`;
  const said = randomBytes(12).toString('hex');
  const command = (...words: string[]) => dockerCommand(cliArgs(context), words);
  let connection: Connection | undefined;
  let containerId: string | undefined;
  let port: number | undefined;

  const taken: Record<Exclude<SelfTestStepId, 'remove'>, () => Promise<Outcome>> = {
    async engine() {
      connection = await getConnection(context, signal);
      await requestJson(connection.docker, { method: 'GET', path: '/info', signal });
      const { engine } = connection;
      return { detail: `Docker ${engine.version}, ${engine.os}/${engine.arch}`, command: command('version') };
    },
    async image() {
      await sweep(connected());
      const { archive, sizeBytes } = answererArchive(connected().engine);
      await requestJson(connected().docker, {
        method: 'POST',
        path: '/images/create',
        query: { fromSrc: '-', repo: name, changes: `LABEL ${LABEL}` },
        file: archive,
        headers: { 'Content-Type': 'application/x-tar' },
        signal,
      });
      return {
        detail: `${name}, ${sizeBytes} bytes, made here: nothing was pulled`,
        command: command('image', 'import', '-', name),
      };
    },
    async run() {
      const published = `${INNER_PORT}/tcp`;
      const words = ['answer', String(INNER_PORT), said];
      const made = await requestJson<{ Id: string }>(connected().docker, {
        method: 'POST',
        path: '/containers/create',
        query: { name },
        body: {
          ...{ Image: name, Entrypoint: [ANSWERER_PATH], Cmd: words, Labels: { [HELPER_LABEL]: 'self-test' } },
          ExposedPorts: { [published]: {} },
          HostConfig: { PortBindings: { [published]: [{ HostIp: '127.0.0.1', HostPort: '' }] } },
        },
        signal,
      });
      containerId = made.Id;
      await requestJson(connected().docker, { method: 'POST', path: `/containers/${made.Id}/start`, signal });
      return {
        detail: `container ${name}`,
        command: command(
          'run',
          '--detach',
          '--name',
          name,
          '--publish',
          `127.0.0.1::${INNER_PORT}`,
          '--entrypoint',
          ANSWERER_PATH,
          name,
          ...words,
        ),
      };
    },
    async publish() {
      type Ports = Readonly<Record<string, readonly { readonly HostPort: string }[] | null>>;
      const { State, NetworkSettings } = await requestJson<{
        State: { Running: boolean; ExitCode: number; Error?: string };
        NetworkSettings: { Ports: Ports };
      }>(connected().docker, { method: 'GET', path: `/containers/${containerId}/json`, signal });
      if (!State.Running) throw ended(State.ExitCode, State.Error);
      port = Number(NetworkSettings.Ports[`${INNER_PORT}/tcp`]?.[0]?.HostPort);
      if (!port) throw notPublished();
      return { detail: `127.0.0.1:${port} → ${INNER_PORT}`, command: command('port', name) };
    },
    async reach() {
      if (!connected().isLocal) {
        return { skip: 'The engine is on another machine, and the port is published there for that machine alone.' };
      }
      await reached(port ?? 0, said, signal);
      return { detail: 'It answers what it was given to say.', command: `curl http://127.0.0.1:${port}/` };
    },
  };
  const connected = (): Connection => {
    if (!connection) throw new Error('no connection');
    return connection;
  };

  try {
    for (const id of SELF_TEST_STEPS) {
      if (id === 'remove' || signal.aborted) break;
      steps.set(id, { id, state: 'running' });
      yield all();
      const step = await take(id, taken[id], context, signal);
      steps.set(id, step);
      if (step.state === 'failed') break;
    }
    for (const { id, state } of all())
      if (state === 'waiting' && id !== 'remove') steps.set(id, { id, state: 'skipped' });
    steps.set('remove', { id: 'remove', state: 'running' });
    yield all();
  } finally {
    const step = await take('remove', () => removeAll(connection, containerId, name, command), context);
    steps.set('remove', step);
  }
  yield all();
}

async function take(
  id: SelfTestStepId,
  run: () => Promise<Outcome>,
  context: string,
  signal?: AbortSignal,
): Promise<SelfTestStep> {
  const begunAt = performance.now();
  const durationMs = () => Math.round(performance.now() - begunAt);
  try {
    const outcome = await run();
    if ('skip' in outcome) return { id, state: 'skipped', detail: outcome.skip };
    return { id, state: 'done', durationMs: durationMs(), ...outcome };
  } catch (thrown) {
    const error = toAppError(toFailure(thrown, { context, kind: 'container' }, signal));
    return { id, state: 'failed', durationMs: durationMs(), error };
  }
}

/** Both are there for this test alone, so they are removed by their names. What was never made is no failure. */
async function removeAll(
  connection: Connection | undefined,
  containerId: string | undefined,
  name: string,
  command: (...words: string[]) => string,
): Promise<Outcome> {
  if (!connection) return { skip: 'Nothing was made.' };
  const { docker } = connection;
  const remove = async (path: string, query: Readonly<Record<string, boolean>>) => {
    try {
      await requestJson(docker, { method: 'DELETE', path, query });
    } catch (thrown) {
      if ((thrown as { statusCode?: number }).statusCode !== 404) throw thrown;
    }
  };
  await remove(`/containers/${containerId ?? name}`, { force: true, v: true });
  await remove(`/images/${name}`, { force: true });
  return { detail: 'Container and image are gone.', command: command('rm', '--force', name) };
}

/** The port may be published a moment before the program listens. */
async function reached(port: number, said: string, signal: AbortSignal): Promise<void> {
  let answer = '';
  for (let tried = 0; tried < REACH_TRIES; tried++) {
    answer = await askHttp(port, signal);
    if (answer === said) return;
    await pause(200, undefined, { signal });
  }
  throw new AppFailure({
    code: 'unexpected',
    message: `The published port 127.0.0.1:${port} does not lead to the container.`,
    hint: 'A firewall, a VPN or a proxy of this computer may be in between. Look at the engine’s log for iptables, or turn them off for a moment.',
    detail: answer,
  });
}

async function sweep({ docker }: Connection): Promise<void> {
  const filters = JSON.stringify({ label: [LABEL] });
  const path = '/containers/json';
  const query = { all: true, filters };
  const found = await requestJson<readonly { Id: string; Image: string; Created: number }[]>(docker, {
    ...{ method: 'GET', path, query },
  });
  for (const { Id, Image, Created } of found) {
    if (Date.now() - Created * 1000 < FORGOTTEN_MS) continue;
    await requestJson(docker, { method: 'DELETE', path: `/containers/${Id}`, query: { force: true } }).catch(() => {});
    await requestJson(docker, { method: 'DELETE', path: `/images/${Image}` }).catch(() => {});
  }
}

const ended = (exitCode: number, error = ''): AppFailure =>
  new AppFailure({
    code: 'unexpected',
    message: `The container ended at once, with status ${exitCode}.`,
    hint: 'The engine’s log says why a container could not run; the kernel may lack something, or a security module forbids it.',
    detail: error,
  });

const notPublished = (): AppFailure =>
  new AppFailure({
    code: 'unsupported',
    message: 'The engine published no port.',
    hint: 'It may run without a network of its own (“iptables”: false, or a network plugin). Look at its configuration.',
  });
