import { z } from 'zod';
import type { AppError } from '../errors.ts';

const name = z
  .string()
  .min(1)
  .regex(/^[^=\s]+$/, 'A name has no spaces and no “=”.');
const pair = z.object({ name, value: z.string() });

/** What is sent to the builder. */
export const BuildContext = z.discriminatedUnion('type', [
  /** A folder on the computer that Gantry runs on. */
  z.object({ type: z.literal('folder'), path: z.string().min(1, 'Choose a folder.') }),
  /** A Git repository or a tar archive, which the builder fetches itself. */
  z.object({ type: z.literal('remote'), url: z.string().min(1, 'Write an address.') }),
  /** The Dockerfile alone: nothing can be copied from outside. */
  z.object({ type: z.literal('none') }),
]);
export type BuildContext = z.infer<typeof BuildContext>;

export const DockerfileChoice = z.discriminatedUnion('type', [
  /** `Dockerfile` in the context. */
  z.object({ type: z.literal('default') }),
  /** Relative to a folder, or within a remote context. */
  z.object({ type: z.literal('file'), path: z.string().min(1) }),
  z.object({ type: z.literal('text'), text: z.string().max(1_000_000) }),
]);
export type DockerfileChoice = z.infer<typeof DockerfileChoice>;

/** What `RUN --mount=type=secret,id=…` is given. A value never leaves main but in the environment of the build. */
export const BuildSecret = z.discriminatedUnion('from', [
  z.object({ id: name, from: z.literal('value'), value: z.string() }),
  z.object({ id: name, from: z.literal('file'), path: z.string().min(1) }),
  z.object({ id: name, from: z.literal('env'), variable: name }),
]);
export type BuildSecret = z.infer<typeof BuildSecret>;

/** What `docker buildx build` is given. A field that is absent is left to buildx. */
export const BuildSettings = z.object({
  source: BuildContext,
  dockerfile: DockerfileChoice.default({ type: 'default' }),
  tags: z.array(z.string().min(1)).default([]),
  /** Those whose names say that they are secret go by the environment, see `isSecretName`. */
  args: z.array(pair).default([]),
  target: z.string().optional(),
  platforms: z.array(z.string().min(1)).default([]),
  noCache: z.boolean().default(false),
  pull: z.boolean().default(false),
  labels: z.array(pair).default([]),
  secrets: z.array(BuildSecret).default([]),
  /** `default`, `id=socket`, `id=key`. */
  ssh: z.array(z.string().min(1)).default([]),
  cacheFrom: z.array(z.string().min(1)).default([]),
  cacheTo: z.array(z.string().min(1)).default([]),
  network: z.string().optional(),
  builder: z.string().optional(),
  /** `load`: into the engine’s images; `none`: only into the cache; anything else as `--output` has it. */
  output: z
    .discriminatedUnion('type', [
      z.object({ type: z.literal('default') }),
      z.object({ type: z.literal('load') }),
      z.object({ type: z.literal('push') }),
      z.object({ type: z.literal('custom'), value: z.string().min(1) }),
    ])
    .default({ type: 'default' }),
});
export type BuildSettings = z.infer<typeof BuildSettings>;
export type BuildSettingsInput = z.input<typeof BuildSettings>;

export type BuildState = 'running' | 'done' | 'failed' | 'cancelled';
export type StepState = 'waiting' | 'running' | 'done' | 'cached' | 'failed' | 'cancelled';

/** One vertex of BuildKit's graph. */
export interface BuildStep {
  /** Its digest. */
  readonly id: string;
  /** As BuildKit names it: `[build 2/5] RUN make`. */
  readonly name: string;
  /** `RUN make` */
  readonly instruction: string;
  /** Stage of the Dockerfile; absent for what BuildKit does around it. */
  readonly stage?: string;
  readonly platform?: string;
  readonly state: StepState;
  /** Ids of the steps that it builds on. */
  readonly inputs: readonly string[];
  readonly startedAt?: number;
  readonly durationMs?: number;
  readonly error?: string;
  /** Line of the Dockerfile, from 1. */
  readonly line?: number;
  /** What it transfers now. */
  readonly progress?: { readonly label: string; readonly doneBytes: number; readonly totalBytes?: number };
  /** Position among the sources of the log; absent until it prints. */
  readonly logSource?: number;
}

export interface BuildWarning {
  readonly message: string;
  readonly detail?: string;
  readonly url?: string;
  readonly line?: number;
}

/** Why a build failed, in words, and where. */
export interface BuildFailure {
  /** What went wrong, in words for the person. */
  readonly title: string;
  /** What to do. */
  readonly advice?: string;
  /** BuildKit's own words. */
  readonly message: string;
  readonly stepId?: string;
  /** Line of the Dockerfile, from 1. */
  readonly line?: number;
  readonly exitCode?: number;
  /** The end of the failed step's log. */
  readonly lastLines: readonly string[];
  /** BuildKit's excerpt of the Dockerfile, where the whole text is not known here. */
  readonly excerpt?: string;
  /** A shell can be opened in the state before the failed instruction. */
  readonly canOpenShell: boolean;
}

/** A build in the list. */
export interface BuildSummary {
  readonly id: string;
  readonly context: string;
  readonly state: BuildState;
  /** The first tag, else the folder or repository. */
  readonly title: string;
  /** What one build and the next of the same have in common: context and Dockerfile. */
  readonly subject: string;
  /** Where it was built from: a folder, an address. */
  readonly origin: string;
  readonly dockerfile: string;
  readonly tags: readonly string[];
  readonly target?: string;
  readonly startedAt: number;
  readonly durationMs?: number;
  readonly stepCount: number;
  readonly doneCount: number;
  readonly cachedCount: number;
  readonly warningCount: number;
  readonly imageId?: string;
  readonly imageSizeBytes?: number;
  /** What a failed build failed at, in a line. */
  readonly problem?: string;
}

/** Everything that is kept of a build. Values of secrets are not. */
export interface BuildDetail {
  readonly summary: BuildSummary;
  readonly settings: BuildSettings;
  /** The docker command that does the same. */
  readonly command: string;
  /** The Dockerfile as it was when the build began; absent for a remote one. */
  readonly dockerfileText?: string;
  readonly steps: readonly BuildStep[];
  readonly warnings: readonly BuildWarning[];
  readonly failure?: BuildFailure;
  readonly error?: AppError;
  /** The digest in the registry, of a build that was pushed. */
  readonly digest?: string;
  readonly logLineCount: number;
  /** Why not all of the log was kept. */
  readonly logProblem?: string;
}

/** What `follow` yields: all of it, then what moved. */
export type BuildChange =
  | { readonly type: 'snapshot'; readonly detail: BuildDetail }
  | {
      readonly type: 'patch';
      readonly summary: BuildSummary;
      readonly steps: readonly BuildStep[];
      readonly logLineCount: number;
    };

/** The job that is there as long as the shell in what a build left. */
export const shellJobId = (buildId: string): string => `shell-${buildId}`;
