import { z } from 'zod';
import type { AppError } from '../errors.ts';
import { PROJECT_NAME, PROJECT_NAME_RULE } from './projectName.ts';

export const ProjectName = z.string().regex(PROJECT_NAME, PROJECT_NAME_RULE);

/** A stack is what a person sees of a Compose project. A name alone is no address: each engine has its own. */
export const StackRef = z.object({ context: z.string().min(1), project: ProjectName });
export type StackRef = z.infer<typeof StackRef>;

/** How `docker compose` is called for a stack, besides its name. Paths are absolute, on the computer Gantry runs on. */
export const StackFiles = z.object({
  /** `--project-directory` */
  workingDir: z.string().min(1),
  /** `--file`, in this order; later ones override. */
  configFiles: z.array(z.string().min(1)).min(1),
  /** `--env-file`; none: `.env` of the folder, if it is there. */
  envFiles: z.array(z.string().min(1)).default([]),
  /** `--profile` */
  profiles: z.array(z.string().min(1)).default([]),
});
export type StackFiles = z.infer<typeof StackFiles>;

/**
 * What the containers of a stack do together. `running`: all that exist, at least one. `unhealthy` and `restarting` win
 * over it: something is wrong. `not-created`: it has a definition and nothing of it is in the engine but, perhaps,
 * networks and volumes.
 */
export type StackStatus =
  'running' | 'partly-running' | 'unhealthy' | 'restarting' | 'paused' | 'stopped' | 'not-created';

/** What is known of one service from its containers; how many are wanted, and those without any, only the definition says. */
export interface StackServiceCount {
  readonly name: string;
  readonly containerCount: number;
  readonly runningCount: number;
}

/** Where the files of a stack are. */
export type DefinitionPlace =
  /** All of them can be read here. */
  | { readonly type: 'here' }
  /** These are not here: removed or moved, or the stack was started from another computer. */
  | { readonly type: 'missing'; readonly files: readonly string[] }
  /** It was read from standard input, or by something that writes no labels: nobody knows it any more. */
  | { readonly type: 'unknown' };

/** Why a stack is in the list. */
export interface StackOrigin {
  /** The engine has containers, networks or volumes of it. */
  readonly isInEngine: boolean;
  /** Gantry has seen it, or was told its files: it stays in the list when it is down. */
  readonly isRemembered: boolean;
  /** Found in one of the folders that were added. */
  readonly isInFolder: boolean;
}

/** A stack of a list. */
export interface StackSummary {
  /** The project name again: what a list goes by. */
  readonly id: string;
  readonly project: string;
  readonly status: StackStatus;
  readonly services: readonly StackServiceCount[];
  /** Without those of one-off runs. */
  readonly containerCount: number;
  readonly runningCount: number;
  /** How many its files want with the profiles that are on; absent where they are not here, or do not say it plainly. */
  readonly wantedCount?: number;
  /** Of `docker compose run`. */
  readonly oneOffCount: number;
  readonly networkCount: number;
  readonly volumeCount: number;
  readonly origin: StackOrigin;
  /** How Compose is called for it; absent where nobody knows. */
  readonly files?: StackFiles;
  readonly definition: DefinitionPlace;
  /** Epoch ms of the oldest container; absent without one. */
  readonly createdAt?: number;
  /** Epoch ms: when a file of its definition was last written; absent where none is here. */
  readonly editedAt?: number;
}

export type FilesOrigin = 'person' | 'labels' | 'memory' | 'folder';

export type OldSyntaxKind =
  /** Services at the top level, as Fig and the first Compose had them: Compose does not read it any more. */
  | 'no-services'
  /** `version:` has no meaning any more. */
  | 'version'
  /** `links:`; a network gives the names. */
  | 'links';

/** Something in a file that was usual once. */
export interface OldSyntax {
  readonly kind: OldSyntaxKind;
  readonly file: string;
  /** The services that have it; empty where it is of the file. */
  readonly services: readonly string[];
}

/** A port of a service as the definition has it, resolved. */
export interface StackServicePort {
  readonly target: number;
  readonly protocol: string;
  /** As written: a number or a range; absent: the engine chooses. */
  readonly published?: string;
  readonly hostIp?: string;
}

/** A service as `docker compose config` resolves it. */
export interface StackService {
  readonly name: string;
  readonly image?: string;
  /** It is built: the folder. */
  readonly buildContext?: string;
  /** How many containers it is to have. */
  readonly wantedCount: number;
  readonly ports: readonly StackServicePort[];
  readonly dependsOn: readonly string[];
  /** It is only started with one of these. */
  readonly profiles: readonly string[];
  /** One of its profiles is on, or it has none. */
  readonly isActive: boolean;
}

/** A stack and what its definition says. */
export interface StackDetail {
  readonly project: string;
  readonly files?: StackFiles;
  /** Who says so: the person, its containers, what was seen of it before, or a folder that was added. */
  readonly filesFrom?: FilesOrigin;
  /** What the containers were started with, where that is something else. */
  readonly labelFiles?: StackFiles;
  readonly definition: DefinitionPlace;
  /** Other folders where a stack of this name was found. */
  readonly alsoIn: readonly string[];
  /** Absent where the definition cannot be resolved. */
  readonly services?: readonly StackService[];
  /** All profiles of the definition. */
  readonly profiles: readonly string[];
  /** What `docker compose config` resolves it to. */
  readonly config?: unknown;
  /** Why it cannot be resolved. */
  readonly problem?: AppError;
  /** What Compose warns of. */
  readonly warnings: readonly string[];
  readonly oldSyntax: readonly OldSyntax[];
}

/** A folder that is looked through for Compose files. */
export interface StackFolder {
  readonly path: string;
  /** Projects found in it. */
  readonly projects: readonly string[];
  /** It has more folders than are looked through. */
  readonly isCut: boolean;
  /** Why it cannot be looked through. */
  readonly error?: AppError;
}
