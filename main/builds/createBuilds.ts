import { randomUUID } from 'node:crypto';
import { AppFailure } from '../../contract/errors.ts';
import type { BuildChange, BuildDetail, BuildSettings, BuildSummary } from '../../contract/model/build.ts';
import type { JobItem, JobResult } from '../../contract/model/job.ts';
import type { Change } from '../../contract/model/change.ts';
import type { LogItem } from '../../contract/model/logs.ts';
import type { JobHandle } from '../jobs/jobs.ts';
import { Feed } from '../live/feed.ts';
import { beginOf } from './beginOf.ts';
import { findBuildx } from '../buildx/findBuildx.ts';
import { checkSettings } from './checkSettings.ts';
import type { BuildsDeps } from './deps.ts';
import { stepLines } from './dockerfile/stepLines.ts';
import { BuildHistory } from './history/history.ts';
import { surplusOf } from './history/retention.ts';
import { createBuildShells } from './shell/buildShells.ts';
import { LiveBuild } from './liveBuild.ts';
import { BuildLog } from './log/buildLog.ts';
import { keptLog } from './log/keptLog.ts';
import { type LogWish, readBuildLog } from './log/readBuildLog.ts';
import { redactorOf, secretValues } from './redact.ts';
import { runBuild, throwEnd } from './runBuild.ts';

const UPDATE_INTERVAL_MS = 100;
const MAX_ITEMS = 200;
/** Of so many builds the secrets are remembered while Gantry runs, for a shell in what they made. */
const MAX_GIVEN = 10;

export interface Builds {
  /** Rejects with what is wrong with the settings, each at its field, or with `unsupported`. */
  start(context: string, settings: BuildSettings): Promise<string>;
  watch(signal: AbortSignal): AsyncIterable<Change<BuildSummary>>;
  /** Rejects with `not-found`. */
  inspect(id: string): Promise<BuildDetail>;
  follow(id: string, signal: AbortSignal): AsyncIterable<BuildChange>;
  log(id: string, wish: LogWish, signal: AbortSignal): AsyncIterable<LogItem>;
  /** Rejects with `conflict` for one that runs. */
  remove(ids: readonly string[]): Promise<void>;
  openShell(id: string): Promise<string>;
}

/** Builds that run, and those that are kept. What is on the disk is read when somebody first asks. */
export function createBuilds(deps: BuildsDeps): Builds {
  const history = new BuildHistory(deps.dir);
  const feed = new Feed<BuildSummary>({ minIntervalMs: UPDATE_INTERVAL_MS });
  const live = new Map<string, LiveBuild>();
  const given = new Map<string, BuildSettings>();
  const shells = createBuildShells(deps);
  void shells.clearUp();
  let loading: Promise<void> | undefined;

  const load = () => (loading ??= readKept());

  async function readKept() {
    const kept = await history.list();
    const shown: BuildSummary[] = [];
    for (const { summary } of kept) {
      // It was cut off with the app, and buildx with it.
      if (summary.state === 'running' && !live.has(summary.id)) shown.push(await markInterrupted(summary));
      else shown.push(live.get(summary.id)?.summary ?? summary);
    }
    feed.patch(shown, []);
    await prune();
  }

  async function markInterrupted(summary: BuildSummary): Promise<BuildSummary> {
    const ended: BuildSummary = { ...summary, state: 'cancelled', problem: 'Gantry ended while it ran.' };
    const detail = await history.detail(summary.id);
    if (detail) await history.save({ ...detail, summary: ended }).catch(() => {});
    return ended;
  }

  async function prune() {
    const gone = surplusOf(await history.list(), deps.settings.current().buildHistory, Date.now());
    for (const id of gone) await history.remove(id);
    feed.patch([], gone);
  }

  async function detailOf(id: string): Promise<BuildDetail> {
    const running = live.get(id);
    if (running) return running.detail;
    const detail = await history.detail(id);
    if (!detail) throw notFound();
    return detail;
  }

  async function start(context: string, settings: BuildSettings): Promise<string> {
    await load();
    const dockerfileText = await checkSettings(settings, deps.env);
    const program = await findBuildx(deps.env, deps.ownBuildx());
    const cliArgs = deps.cliArgs(context);
    const id = randomUUID();
    const begin = beginOf(id, context, settings, cliArgs, dockerfileText);
    const redact = redactorOf(await secretValues(settings, deps.env));
    const lineOf = dockerfileText === undefined ? () => undefined : stepLines(dockerfileText);
    const log = await BuildLog.create(history.logFile(id), redact, () => history.begin(id)).catch((thrown: unknown) => {
      throw notKept(thrown);
    });
    const build = new LiveBuild(begin, log, redact, lineOf);
    live.set(id, build);
    given.set(id, settings);
    for (const oldest of [...given.keys()].slice(0, -MAX_GIVEN)) given.delete(oldest);
    try {
      await history.save(build.detail);
    } catch (thrown) {
      live.delete(id);
      await log.end();
      await history.remove(id);
      throw notKept(thrown);
    }
    feed.patch([build.summary], []);
    const title = `Build ${begin.summary.title}`;
    const { command } = begin;

    async function work(job: JobHandle, signal: AbortSignal): Promise<JobResult | undefined> {
      const tell = throttled(() => {
        feed.patch([build.summary], []);
        job.update(progressOf(build));
      });
      build.onChange(tell.soon);
      try {
        const connection = await deps.getConnection(context, signal);
        const ended = await runBuild({
          ...{
            live: build,
            settings,
            program,
            cliArgs: deps.programArgs(context),
            connection,
            dockerfileText,
            redact,
            signal,
          },
          env: deps.env,
          say: (line) => job.log(line),
        });
        build.end({ ...ended, durationMs: Date.now() - begin.summary.startedAt });
        job.log(build.summary.problem ?? 'Done.');
        throwEnd(ended);
        const { imageId } = ended;
        return imageId === undefined
          ? undefined
          : { type: 'image', id: imageId, ...(settings.tags[0] !== undefined && { reference: settings.tags[0] }) };
      } catch (thrown) {
        if (build.summary.state === 'running') endUnbegun(build, thrown, signal.aborted);
        throw thrown;
      } finally {
        tell.now();
        await log.end();
        // On a disk that is full how it ended is worth more than its log.
        await history
          .save(build.detail)
          .catch(() => history.emptyLog(id).then(() => history.save(build.detail)))
          .catch((thrown: unknown) => job.log(`Not kept: ${String(thrown)}`));
        live.delete(id);
        await prune().catch(() => {});
      }
    }

    deps.jobs.start({ id, kind: 'build', title, context, command }, (job, signal) =>
      deps.activity.record({ context, title, command }, () => work(job, signal)),
    );
    return id;
  }

  return {
    start,
    async *watch(signal) {
      await load();
      yield* feed.watch(signal);
    },
    inspect: detailOf,
    openShell: async (id) => shells.open(await detailOf(id), given.get(id)),
    async *follow(id, signal) {
      const running = live.get(id);
      if (running) yield* running.follow(signal);
      else yield { type: 'snapshot', detail: await detailOf(id) };
    },
    async *log(id, wish, signal) {
      const log = live.get(id)?.log ?? (await keptLog(history.logFile(id)));
      if (!log) throw notFound();
      yield* readBuildLog(log, wish, signal);
    },
    async remove(ids) {
      if (ids.some((id) => live.has(id))) {
        throw new AppFailure({
          code: 'conflict',
          message: 'A build that runs cannot be removed.',
          hint: 'Cancel it first.',
        });
      }
      for (const id of ids) await history.remove(id);
      feed.patch([], ids);
    },
  };
}

/** It was cancelled, or its engine was not there, before buildx was begun. */
function endUnbegun(build: LiveBuild, thrown: unknown, isAborted: boolean): void {
  const durationMs = Date.now() - build.summary.startedAt;
  if (isAborted) return build.end({ state: 'cancelled', durationMs });
  const error = thrown instanceof AppFailure ? thrown.error : undefined;
  build.end({ state: 'failed', durationMs, ...(error && { error }) });
}

function progressOf(build: LiveBuild) {
  const { steps, summary } = build;
  const items: JobItem[] = steps
    .filter(({ stage }) => stage !== undefined)
    .slice(0, MAX_ITEMS)
    .map(({ id, name, state }) => ({
      id,
      label: name,
      status: state,
      isDone: state === 'done' || state === 'cached',
    }));
  const running = steps.find(({ state }) => state === 'running');
  const message = summary.state === 'running' ? (running?.name ?? '') : (summary.problem ?? 'Done');
  return { items, message };
}

/** At most ten times a second, and once at the end. */
function throttled(tell: () => void): { readonly soon: () => void; readonly now: () => void } {
  let timer: NodeJS.Timeout | undefined;
  const now = () => {
    clearTimeout(timer);
    timer = undefined;
    tell();
  };
  return { soon: () => void (timer ??= setTimeout(now, UPDATE_INTERVAL_MS)), now };
}

function notKept(thrown: unknown): AppFailure {
  const { code, message } = thrown as NodeJS.ErrnoException;
  const said = { message: 'The build cannot be written down, so it was not begun.', engineText: message };
  return code === 'ENOSPC' || code === 'EDQUOT'
    ? new AppFailure({ ...said, code: 'no-space', hint: 'Free some space on the disk of this computer.' })
    : new AppFailure({ ...said, code: 'permission-denied', hint: 'Make Gantry’s data folder writable for your user.' });
}

const notFound = () =>
  new AppFailure({
    code: 'not-found',
    message: 'This build is no longer kept.',
    hint: 'How many are kept can be set in the settings.',
  });
