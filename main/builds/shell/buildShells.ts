import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { buildWords, shellCommand } from '../../../contract/commands/buildCommand.ts';
import { type BuildDetail, type BuildSettings, shellJobId } from '../../../contract/model/build.ts';
import { AppFailure } from '../../../contract/errors.ts';
import type { JobHandle } from '../../jobs/jobs.ts';
import { findBuildx } from '../../buildx/findBuildx.ts';
import { envFor } from '../../plugins/envFor.ts';
import { runBuildx } from '../buildx/runBuildx.ts';
import { folderOf } from '../checkSettings.ts';
import type { BuildsDeps } from '../deps.ts';
import { lastGoodState } from '../dockerfile/lastGood.ts';
import { readEnd } from '../failure/readEnd.ts';
import { dockerfilePath } from '../findDockerfiles.ts';
import { secretEnv } from '../runBuild.ts';
import { removeShell, SHELL_LABEL, startShellContainer, whenRemoved } from './shellContainer.ts';
import { ShellRecords } from './shellRecords.ts';

export interface BuildShells {
  /**
   * `given`: the settings with their secrets, while they are known. Rejects with `unsupported` where there is no such
   * state. Gives the id of the job that lives as long as the shell.
   */
  open(detail: BuildDetail, given: BuildSettings | undefined): Promise<string>;
  /** Removes what an earlier run of Gantry could not. */
  clearUp(): Promise<void>;
}

/** Shells in the state before the instruction that failed. */
export function createBuildShells(deps: BuildsDeps): BuildShells {
  const records = new ShellRecords(deps.dir);
  const open = new Set<string>();

  async function live(
    { context, ...build }: Omit<StateBuild, 'deps' | 'job' | 'signal'>,
    job: JobHandle,
    signal: AbortSignal,
  ) {
    const { image, id } = build;
    const connection = await deps.getConnection(context, signal).catch((thrown: unknown) => {
      open.delete(id);
      throw thrown;
    });
    await records.add({ context, image });
    try {
      job.update({ message: 'Restoring the state before the failed step' });
      await buildState({ ...build, context, deps, job, signal });
      const container = await startShellContainer(connection, image, id);
      job.update({ message: 'Open', result: { type: 'containers', ids: [container], warnings: [] } });
      await whenRemoved(connection, container, signal);
      return undefined;
    } finally {
      open.delete(id);
      // Also when it was cancelled half way. What cannot be removed now is, at the next start.
      await removeShell(connection, image).then(
        () => records.remove(image),
        () => {},
      );
    }
  }

  return {
    async open(detail, given) {
      const { failure, dockerfileText, summary, settings } = detail;
      const state =
        failure?.canOpenShell && failure.line !== undefined && dockerfileText !== undefined
          ? lastGoodState(dockerfileText, failure.line)
          : undefined;
      if (state === undefined || settings.source.type === 'remote') throw noState();
      const program = await findBuildx(deps.env, deps.ownBuildx());
      const { context, id } = summary;
      const image = imageOf(id);
      const title = `Shell in the last good state of ${summary.title}`;
      const command = shellCommand(image, ['sh'], deps.cliArgs(context));
      // One at a time for each build, and found again by its id.
      const jobId = shellJobId(id);
      if (open.has(id)) return jobId;
      open.add(id);
      return deps.jobs.start({ id: jobId, kind: 'build-shell', title, context, command }, (job, signal) =>
        deps.activity.record({ context, title, command }, () =>
          live({ id, context, image, settings: given ?? settings, state, program }, job, signal),
        ),
      );
    },

    async clearUp() {
      for (const { context, image } of await records.load()) {
        try {
          await removeShell(await deps.getConnection(context), image);
          await records.remove(image);
        } catch {
          // Its engine does not answer: at the next start again.
        }
      }
    },
  };
}

const imageOf = (buildId: string) => `gantry-build-shell:${buildId}`;

interface StateBuild {
  readonly deps: BuildsDeps;
  /** Of the build. */
  readonly id: string;
  readonly context: string;
  readonly settings: BuildSettings;
  /** The Dockerfile of the state. */
  readonly state: string;
  readonly program: string;
  readonly image: string;
  readonly job: JobHandle;
  readonly signal: AbortSignal;
}

/**
 * Builds the Dockerfile up to the failed instruction, with everything else as it was: BuildKit has those steps in its
 * cache. The Dockerfile keeps its name, since an ignore file may be named after it.
 */
async function buildState(build: StateBuild): Promise<void> {
  const { deps, context, settings, state, program, job, signal } = build;
  const { source, dockerfile } = settings;
  const folder = await mkdtemp(path.join(os.tmpdir(), 'gantry-build-'));
  try {
    const own =
      source.type === 'folder' && dockerfile.type !== 'text' ? dockerfilePath(source.path, dockerfile) : undefined;
    const file = path.join(folder, own === undefined ? 'Dockerfile' : path.basename(own));
    await writeFile(file, state);
    if (own !== undefined) await copyFile(`${own}.dockerignore`, `${file}.dockerignore`).catch(() => {});
    const { exitCode, text } = await runBuildx({
      program,
      words: stateWords(build, file, folder),
      env: { ...envFor(deps.env, deps.programArgs(context)), ...secretEnv(settings) },
      cwd: folderOf(settings),
      signal,
      onStatus: ({ vertexes = [] }) => {
        for (const { name, started, completed } of vertexes) if (started && !completed) job.update({ message: name });
      },
    });
    signal.throwIfAborted();
    if (exitCode !== 0) throw notRestored(readEnd(text).message, text);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function stateWords({ settings, image, id }: StateBuild, file: string, empty: string): string[] {
  const words = buildWords({
    ...settings,
    // Without a context of its own it is given an empty one.
    source: settings.source.type === 'none' ? { type: 'folder', path: empty } : settings.source,
    dockerfile: { type: 'file', path: file },
    tags: [image],
    target: undefined,
    labels: [{ name: SHELL_LABEL, value: id }],
    noCache: false,
    pull: false,
    cacheTo: [],
    // A value that is not known any more is not given: what needed it is in the cache.
    secrets: settings.secrets.filter((secret) => secret.from !== 'value' || secret.value !== ''),
    platforms: settings.platforms.slice(0, 1),
    output: { type: 'load' },
  });
  return ['build', '--progress', 'rawjson', '--provenance=false', ...words.slice(1)];
}

const noState = () =>
  new AppFailure({
    code: 'unsupported',
    message: 'There is no state before the failed step that could be opened.',
    hint: 'It needs an instruction that failed after a FROM, and a Dockerfile on this computer.',
  });

const notRestored = (message: string, engineText: string) =>
  new AppFailure({
    code: 'build-failed',
    message: `The state before the failed step could not be restored: ${message}`,
    hint: 'Its steps may have changed, or gone from the cache. Build again, then open the shell.',
    engineText,
  });
