import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { buildWords, pastedText, secretVariable } from '../../contract/commands/buildCommand.ts';
import { type AppError, AppFailure, isCancelled, toAppError } from '../../contract/errors.ts';
import type { BuildFailure, BuildSettings, BuildStep } from '../../contract/model/build.ts';
import { isSecretName } from '../../contract/model/secretName.ts';
import type { Connection } from '../docker/connection.ts';
import { requestJson } from '../docker/request.ts';
import { envFor } from '../plugins/envFor.ts';
import { runBuildx } from './buildx/runBuildx.ts';
import { folderOf } from './checkSettings.ts';
import { lastGoodState } from './dockerfile/lastGood.ts';
import { engineLost } from './failure/engineLost.ts';
import { explain } from './failure/explain.ts';
import { exitCodeOf, readEnd } from './failure/readEnd.ts';
import type { BuildEnd, LiveBuild } from './liveBuild.ts';
import { lastLinesOf } from './log/lastLines.ts';
import type { Redact } from './redact.ts';
import { isOnEngine, isWriting, namesOf, takeBack } from './takeBack.ts';

type Env = Readonly<Record<string, string | undefined>>;

export interface BuildRun {
  readonly live: LiveBuild;
  readonly settings: BuildSettings;
  readonly program: string;
  readonly env: Env;
  readonly cliArgs: readonly string[];
  readonly connection: Connection;
  readonly dockerfileText: string | undefined;
  readonly redact: Redact;
  readonly signal: AbortSignal;
  /** What the person is told besides the steps. */
  readonly say: (line: string) => void;
}

type Ended = Omit<BuildEnd, 'durationMs'>;

const LAST_LINES = 30;

/** Runs buildx to its end and says how it ended. Rejects only where nothing can be written at all. */
export async function runBuild(run: BuildRun): Promise<Ended> {
  const { live, settings, program, env, cliArgs, signal, connection } = run;
  const names = namesOf(connection, settings.tags);
  const cancelled = async (): Promise<Ended> => {
    const { imageId } = await madeImage(run, metadata);
    const undone = await takeBack(connection, await names, imageId, live.summary.startedAt).catch((thrown: unknown) => [
      `What it may have made could not be looked for: ${toAppError(thrown).message}`,
    ]);
    for (const line of undone) run.say(line);
    return { state: 'cancelled' };
  };
  // Not beside the log: that may fill the disk.
  const folder = await mkdtemp(path.join(os.tmpdir(), 'gantry-build-'));
  const metadata = path.join(folder, 'metadata.json');
  try {
    const { exitCode, text } = await runBuildx({
      mustFinish() {
        const must = isOnEngine(settings) && isWriting(live.steps);
        if (must) run.say('The engine cannot stop while it writes the image. It is taken away right after.');
        return must;
      },
      program,
      words: withMachineOutput(buildWords(settings), metadata),
      env: { ...envFor(env, cliArgs), ...secretEnv(settings), BUILDX_METADATA_PROVENANCE: 'disabled' },
      cwd: folderOf(settings),
      input: pastedText(settings.dockerfile),
      signal,
      onStatus: (status) => live.take(status),
    });
    await live.log.end();
    if (signal.aborted) return await cancelled();
    if (exitCode === 0) return { state: 'done', ...(await madeImage(run, metadata)) };
    const lost = lostEngine(run, text);
    if (lost) return { state: 'failed', error: lost };
    const failure = await failureOf(run, text);
    return { state: 'failed', failure, error: errorOf(failure, run.redact(text)) };
  } catch (thrown) {
    await live.log.end();
    if (signal.aborted || isCancelled(thrown)) return { state: 'cancelled' };
    return { state: 'failed', error: toAppError(thrown) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** After the word `build`, before what the person chose. */
export const withMachineOutput = ([build = 'build', ...words]: readonly string[], metadata: string): string[] => [
  build,
  '--progress',
  'rawjson',
  '--metadata-file',
  metadata,
  ...words,
];

/** Values of secrets go only this way. */
export function secretEnv({ secrets, args }: BuildSettings): Env {
  const typed = secrets.flatMap((secret) =>
    secret.from === 'value' ? [[secretVariable(secret.id), secret.value]] : [],
  );
  const named = args.flatMap(({ name, value }) => (isSecretName(name) ? [[name, value]] : []));
  return Object.fromEntries([...typed, ...named]) as Env;
}

/** The image on the engine, where the build made one there. */
async function madeImage({ connection }: BuildRun, metadata: string): Promise<Partial<Ended>> {
  const said = await readFile(metadata, 'utf8').then(
    (text) => JSON.parse(text) as Record<string, unknown>,
    () => ({}) as Record<string, unknown>,
  );
  const digests = [said['containerimage.config.digest'], said['containerimage.digest']].filter(
    (digest): digest is string => typeof digest === 'string',
  );
  const digest = typeof said['containerimage.digest'] === 'string' ? said['containerimage.digest'] : undefined;
  for (const id of digests) {
    const image = await requestJson<{ Id: string; Size: number }>(connection.docker, {
      method: 'GET',
      path: `/images/${id}/json`,
    }).catch(() => undefined);
    if (image)
      return { imageId: image.Id, imageSizeBytes: image.Size, ...(digest !== image.Id && digest && { digest }) };
  }
  return digest === undefined ? {} : { digest };
}

const lostEngine = ({ connection, settings: { builder }, redact }: BuildRun, text: string): AppError | undefined =>
  engineLost({
    context: connection.context,
    builder,
    text: redact(text),
    isConnectionLost: connection.signal.aborted,
  });

async function failureOf({ live, settings, dockerfileText, redact }: BuildRun, text: string): Promise<BuildFailure> {
  const { message, line: saidLine, excerpt } = readEnd(redact(text));
  const step = failedStep(live.steps);
  const line = saidLine ?? step?.line;
  const source = step?.logSource;
  const exitCode = exitCodeOf(step?.error ?? message);
  const lastLines =
    source === undefined ? [] : await lastLinesOf(live.log.file, source, LAST_LINES).catch((): readonly string[] => []);
  const explanation = explain({ message, instruction: step?.instruction ?? '', exitCode, lastLines });
  const canOpenShell =
    line !== undefined &&
    step?.stage !== undefined &&
    settings.source.type !== 'remote' &&
    dockerfileText !== undefined &&
    lastGoodState(dockerfileText, line) !== undefined;
  return {
    ...explanation,
    message,
    lastLines,
    canOpenShell,
    ...(step && { stepId: step.id }),
    ...(line !== undefined && { line }),
    ...(exitCode !== undefined && { exitCode }),
    ...(excerpt !== undefined && dockerfileText === undefined && { excerpt: redact(excerpt) }),
  };
}

/** The one that failed by itself; others may have failed because of it. */
const failedStep = (steps: readonly BuildStep[]): BuildStep | undefined =>
  steps.find(({ state, stage }) => state === 'failed' && stage !== undefined) ??
  steps.find(({ state }) => state === 'failed');

function errorOf({ title, advice, line }: BuildFailure, engineText: string): AppError {
  return {
    code: 'build-failed',
    message: title,
    ...(advice !== undefined && { hint: advice }),
    ...(line !== undefined && { line }),
    engineText,
  };
}

/** As a job ends that did not come to its end. */
export function throwEnd({ state, error }: Ended): void {
  if (state === 'cancelled') throw new AppFailure({ code: 'cancelled', message: 'Cancelled.' });
  if (state === 'failed' && error) throw new AppFailure(error);
}
