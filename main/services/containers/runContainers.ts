import { containerNames, runCommand } from '../../../contract/commands/runCommand.ts';
import { type AppError, AppFailure, isCancelled, toAppError } from '../../../contract/errors.ts';
import type { JobResult } from '../../../contract/model/job.ts';
import type { RunSettings } from '../../../contract/model/run.ts';
import { maskSecrets } from '../../../contract/model/run/secrets.ts';
import type { Connection } from '../../docker/connection.ts';
import { type JobHandle, JobFailure } from '../../jobs/jobs.ts';
import { ask, containerPath } from './ask.ts';
import type { LaterNetwork } from '../../../contract/createCall/body/networks.ts';
import { canMakeNetworks, createBody } from '../../../contract/createCall/createBody.ts';
import type { ContainersDeps } from './deps.ts';
import { pullForRun } from './pullForRun.ts';
import { namePortOwner } from './portOwner.ts';

/** `docker run --detach`, once or several times: pulls when needed, creates, starts. Gives the job's id. */
export function runContainers(
  deps: RunDeps & Pick<ContainersDeps, 'cliArgs' | 'remember'>,
  context: string,
  settings: RunSettings,
): string {
  // Jobs and the activity log keep it: the values of secrets are not in it.
  const command = runCommand(maskSecrets(settings), deps.cliArgs(context));
  const title = `${settings.start ? 'Run' : 'Create'} ${settings.name ?? settings.image}`;
  return runRecorded(deps, context, settings, { title, command, onDone: () => deps.remember?.(settings) });
}

type RunDeps = Pick<ContainersDeps, 'jobs' | 'activity' | 'getConnection'> & {
  readonly live: Pick<ContainersDeps['live'], 'containers'>;
};

/** The same under a title and a command of the caller's. */
export function runRecorded(
  deps: RunDeps,
  context: string,
  settings: RunSettings,
  { title, command, onDone }: { readonly title: string; readonly command: string; readonly onDone?: () => void },
): string {
  return deps.jobs.start({ kind: 'run', title, context, command }, (job, signal) =>
    deps.activity.record({ context, title, command }, async () => {
      const connection = await deps.getConnection(context, signal);
      const nameOwner = (error: AppError) => namePortOwner(error, deps.live.containers(context));
      const result = await runAll(connection, settings, job, signal, nameOwner);
      onDone?.();
      return result;
    }),
  );
}

async function runAll(
  connection: Connection,
  settings: RunSettings,
  job: JobHandle,
  signal: AbortSignal,
  nameOwner: (error: AppError) => AppError,
): Promise<JobResult> {
  const ids: string[] = [];
  const warnings: string[] = [];
  const result = (): JobResult => ({ type: 'containers', ids, warnings });
  try {
    if (settings.pull === 'always') await pullForRun(connection, settings, job, signal);
    for (const name of containerNames(settings)) {
      signal.throwIfAborted();
      const created = await createOne(connection, { ...settings, name }, job, signal);
      ids.push(created.id);
      warnings.push(...created.warnings);
      if (!settings.start) continue;
      job.update({ message: `Starting ${created.name}` });
      await startOne(connection, created, settings, ids);
      step(job, `Started ${created.name}`);
    }
    return result();
  } catch (thrown) {
    if (signal.aborted || isCancelled(thrown)) {
      const message = `Cancelled.${madeBefore(ids, settings)}`;
      job.log(message);
      throw new JobFailure({ code: 'cancelled', message }, result());
    }
    throw new JobFailure(sayWhatIsThere(nameOwner(toAppError(thrown)), ids, settings), result());
  }
}

/** Done, and said so: the last one is what the job says when it has ended. */
function step(job: JobHandle, message: string): void {
  job.update({ message });
  job.log(message);
}

interface Created {
  readonly id: string;
  readonly name: string;
  readonly warnings: readonly string[];
}

async function createOne(
  connection: Connection,
  settings: RunSettings,
  job: JobHandle,
  signal: AbortSignal,
): Promise<Created> {
  const { name, platform } = settings;
  const { body, laterNetworks } = createBody(settings, { canMakeNetworks: canMakeNetworks(connection.engine) });
  const create = () =>
    // Not to be cancelled half way: a container that nobody knows of would stay.
    ask<{ readonly Id: string; readonly Warnings?: readonly string[] | null }>(
      connection,
      { method: 'POST', path: '/containers/create', query: { name, platform }, body },
      { kind: 'image', name: settings.image },
    );
  job.update({ message: name ? `Creating ${name}` : 'Creating the container' });
  const answer = await create().catch(async (thrown: unknown) => {
    // As the CLI does it: only the engine knows whether it has the image, for that platform.
    if (settings.pull !== 'missing' || !isImageMissing(thrown)) throw thrown;
    await pullForRun(connection, settings, job, signal);
    signal.throwIfAborted();
    return create();
  });
  await connectAll(connection, answer.Id, laterNetworks);
  const created = { id: answer.Id, name: name ?? answer.Id.slice(0, 12), warnings: answer.Warnings ?? [] };
  step(job, `Created ${created.name}`);
  for (const warning of created.warnings) job.log(`Warning: ${warning}`);
  return created;
}

/** One that is not where it was to be is taken away again. */
async function connectAll(connection: Connection, id: string, networks: readonly LaterNetwork[]): Promise<void> {
  try {
    for (const { name, endpoint } of networks) {
      const path = `/networks/${encodeURIComponent(name)}/connect`;
      const body = { Container: id, EndpointConfig: endpoint };
      await ask(connection, { method: 'POST', path, body }, { kind: 'network', name });
    }
  } catch (thrown) {
    const query = { v: true, force: true };
    await ask(connection, { method: 'DELETE', path: `/containers/${id}`, query }).catch(() => undefined);
    throw thrown;
  }
}

const isImageMissing = (thrown: unknown): boolean =>
  thrown instanceof AppFailure &&
  thrown.error.code === 'not-found' &&
  /no such image|image not known|was found but does not/i.test(thrown.error.engineText ?? '');

async function startOne(
  connection: Connection,
  { id, name }: Created,
  { autoRemove }: RunSettings,
  ids: string[],
): Promise<void> {
  try {
    await ask(connection, { method: 'POST', path: containerPath(id, 'start') }, { kind: 'container', name });
  } catch (thrown) {
    // The engine itself takes away one with auto-remove that cannot be started.
    if (autoRemove && !(await isThere(connection, id))) ids.pop();
    throw thrown;
  }
}

const isThere = (connection: Connection, id: string): Promise<boolean> =>
  ask(connection, { method: 'GET', path: containerPath(id, 'json') }).then(
    () => true,
    (thrown: unknown) => !(thrown instanceof AppFailure && thrown.error.code === 'not-found'),
  );

/** A cancel undoes nothing, and some of several may run. */
const madeBefore = (ids: readonly string[], { count, start }: RunSettings): string =>
  ids.length === 0 ? '' : ` Made before that and ${start ? 'running' : 'kept'}: ${ids.length} of ${count} containers.`;

/** A start that fails leaves a created container, and some of several may run: nothing stays without a word. */
function sayWhatIsThere(error: AppError, ids: readonly string[], settings: RunSettings) {
  if (ids.length === 0) return error;
  const left =
    settings.count === 1
      ? 'The container was created and is kept: it can be started again or removed.'
      : `${ids.length} of ${settings.count} containers were made and are kept.`;
  return { ...error, message: `${error.message} ${left}` };
}
