import { z } from 'zod';
import type { BuildChange, BuildDetail, BuildSummary } from '../model/build.ts';
import { BuildContext, BuildSettings, DockerfileChoice } from '../model/build.ts';
import type { ContextReport, DockerfileFound, DockerfileOutline, FolderListing } from '../model/buildContext.ts';
import type { Change } from '../model/change.ts';
import type { LogItem } from '../model/logs.ts';
import { call, stream } from '../rpc/define.ts';

const BuildId = z.string().regex(/^[0-9a-f-]{36}$/);
const build = z.object({ buildId: BuildId });

export const builds = {
  /** Folders that begin with what was typed; the home folder for an empty text. Rejects with `not-found`. */
  folders: call(z.object({ path: z.string() })).returns<FolderListing>(),
  /** Dockerfiles in a folder and in its folders, the likely one first. Rejects with `not-found`, `permission-denied`. */
  dockerfiles: call(z.object({ path: z.string().min(1) })).returns<readonly string[]>(),
  /** Rejects with `not-found` (at `dockerfile`) when there is none, and for a remote context. */
  dockerfile: call(z.object({ source: BuildContext, dockerfile: DockerfileChoice })).returns<DockerfileFound>(),
  outline: call(z.object({ text: z.string().max(1_000_000) })).returns<DockerfileOutline>(),
  /** Measures what would be sent: what it has so far, a few times a second, and at last all of it. */
  measure: stream(z.object({ path: z.string().min(1), dockerfile: DockerfileChoice })).of<ContextReport>(),
  /** Makes `.dockerignore` in a folder that has none. Rejects with `conflict` when there is one. */
  createIgnoreFile: call(
    z.object({ path: z.string().min(1), patterns: z.array(z.string().min(1)).min(1) }),
  ).returns<void>(),

  /** A job, whose id is that of the build. Rejects with `unsupported` where there is no buildx. */
  start: call(z.object({ context: z.string().min(1), settings: BuildSettings })).returns<{
    readonly buildId: string;
  }>(),
  /** All builds that are kept, of every context. */
  watch: stream(z.object({})).of<Change<BuildSummary>>(),
  inspect: call(build).returns<BuildDetail>(),
  /** One build, live until it has ended. */
  follow: stream(build).of<BuildChange>(),
  /** Its log: what there is, then live until it has ended. Lines carry the step they are from (`BuildStep.logSource`). */
  log: stream(
    build.extend({
      /** Only lines of this source. */
      source: z.number().int().min(0).optional(),
      /** Epoch ms. */
      since: z.number().optional(),
    }),
  ).of<LogItem>(),
  /** Forgets builds that have ended; their images stay. */
  remove: call(z.object({ buildIds: z.array(BuildId).min(1) })).returns<void>(),

  /**
   * A container from the state right before the failed instruction, with its environment, user and working folder. A job
   * for as long as it is there: its result names the container once that runs; cancelling it removes container and image.
   */
  openShell: call(build).returns<{ readonly jobId: string }>(),
};
