import { z } from 'zod';
import type { AppError } from '../errors.ts';

/** As images name it: `docker.io`, `ghcr.io`, `localhost:5000`. */
export const RegistryName = z
  .string()
  .trim()
  .toLowerCase()
  .min(1, 'Name a registry, such as ghcr.io or registry.example:5000.')
  .max(300)
  .regex(
    /^(?:\[[0-9a-f:]+\]|[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)(?::\d{1,5})?$/,
    'Write a host, with its port where it has one: ghcr.io, registry.example:5000.',
  );

/** On the registry's containers that Gantry makes. */
export const LOCAL_REGISTRY_LABEL = 'gantry.registry';

/** Where a secret lies: in a keychain behind a helper, or readable in the CLI's `config.json` (base64 is no cipher). */
export type SecretPlace = { readonly kind: 'helper'; readonly helper: string } | { readonly kind: 'file' };

/** What a person said of a registry; kept in the settings. */
export const KnownRegistry = z.object({
  name: RegistryName,
  /** A file on the computer that Gantry runs on, with the authority that signed the registry's certificate. */
  caFile: z.string().min(1).optional(),
  /** Absent: only a registry on this computer is. */
  isInsecure: z.boolean().optional(),
});
export type KnownRegistry = z.infer<typeof KnownRegistry>;

/** A registry that runs as a container of the engine. */
export interface LocalRegistry {
  readonly containerId: string;
  readonly containerName: string;
  readonly isRunning: boolean;
  readonly image: string;
  readonly volume?: string;
  readonly port?: number;
}

export interface Registry {
  readonly name: string;
  readonly signIn?: { readonly username?: string; readonly place: SecretPlace };
  /** Where the next sign-in would be kept. */
  readonly nextPlace: SecretPlace;
  readonly caFile?: string;
  /** As it was chosen; a registry on this computer is so by itself. */
  readonly isInsecure: boolean;
  /** The person added it, so it can be taken off the list. */
  readonly isAdded: boolean;
  readonly local?: LocalRegistry;
}

export interface RegistryList {
  readonly registries: readonly Registry[];
  /** Keychains on this computer that a secret can be moved into: `pass`, `secretservice`, `osxkeychain`… */
  readonly keychains: readonly string[];
  /** Helpers that make sign-ins of one vendor's registries: `ecr-login`, `gcr`, `acr-env`. */
  readonly vendorHelpers: readonly string[];
  /** The CLI's `config.json`. */
  readonly configFile: string;
  /** The sign-ins could not be read; the registries are shown all the same. */
  readonly error?: AppError;
}

/** How a registry answers: us, and the engine, which does the pulling and pushing. */
export interface RegistryTest {
  readonly scheme: 'https' | 'http';
  readonly tookMs: number;
  /** Whether it wants to know who asks, and whether it took our sign-in. */
  readonly access: 'open' | 'signed-in' | 'not-signed-in';
  readonly username?: string;
  /** Absent where no engine is connected. */
  readonly engine?: { readonly isOk: true } | { readonly isOk: false; readonly error: AppError };
}

export interface RegistryPlatform {
  readonly digest: string;
  /** `linux/arm64/v8`; absent for artifacts that are no images. */
  readonly platform?: string;
  /** What a pull downloads when nothing of it is there. */
  readonly sizeBytes: number;
  readonly layerCount: number;
  readonly createdAt?: number;
}

export interface RegistryImage {
  /** With the registry, unless that is Docker Hub: `ghcr.io/owner/name:tag`. */
  readonly reference: string;
  readonly digest: string;
  readonly mediaType: string;
  readonly platforms: readonly RegistryPlatform[];
}

/** What a delete takes away: a digest, and every tag that points at it. */
export interface TagRemovePreview {
  readonly digest: string;
  readonly tags: readonly string[];
  /** Tags that could not be looked at (the registry was cut off, or there are too many of them). */
  readonly uncheckedCount: number;
  /** What Gantry asks of the registry, as a command: the docker CLI has none for it. */
  readonly command: string;
}

export type SignInStep =
  | { readonly type: 'code'; readonly userCode: string; readonly url: string; readonly expiresAt: number }
  | { readonly type: 'done'; readonly username: string; readonly place: SecretPlace };

export const LocalRegistrySettings = z.object({
  name: z.string().regex(/^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/, 'Letters, digits, “_”, “.” and “-”.'),
  image: z.string().trim().min(1, 'Name an image that is a registry.'),
  port: z.number().int().min(1).max(65_535),
  volume: z.string().regex(/^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/, 'Letters, digits, “_”, “.” and “-”.'),
  restartPolicy: z.enum(['no', 'unless-stopped', 'always']).default('unless-stopped'),
  /** More labels, for whoever tells containers apart by them. */
  labels: z.record(z.string(), z.string()).default({}),
});
export type LocalRegistrySettings = z.infer<typeof LocalRegistrySettings>;

export interface LocalRegistryRemoval {
  readonly containerName: string;
  readonly volume?: { readonly name: string; readonly sizeBytes?: number; readonly otherUsers: readonly string[] };
}
