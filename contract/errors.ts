/** Why an engine cannot be reached; each reason has its own remedy. */
export type UnreachableReason =
  | 'no-socket'
  | 'refused'
  | 'permission-denied'
  | 'timeout'
  | 'tls'
  | 'too-old'
  | 'not-an-engine'
  | 'unsupported'
  | 'closed'
  /** The machine is not the one that it was, or the person does not trust it. */
  | 'host-key'
  /** Nothing that was tried signs in. */
  | 'sign-in'
  /** The person did not answer a question. */
  | 'declined';

/** Why a registry cannot be used; each reason has its own remedy. */
export type RegistryReason =
  'refused' | 'unknown-host' | 'timeout' | 'closed' | 'tls' | 'plain-http' | 'not-a-registry' | 'out-of-order';

interface Said {
  /** What happened, in words for the person. */
  readonly message: string;
  /** The engine's or system's own text, shown on request. */
  readonly engineText?: string;
}

/** Everything that can go wrong, as data. `hint` says what to do; it is required where something can be done. */
export type AppError = Said &
  (
    | {
        readonly code: 'engine-unreachable';
        readonly context: string;
        readonly reason: UnreachableReason;
        readonly hint: string;
      }
    | { readonly code: 'not-found'; readonly hint?: string }
    | { readonly code: 'conflict'; readonly hint: string }
    | { readonly code: 'permission-denied'; readonly hint: string }
    | { readonly code: 'invalid-input'; readonly path: readonly string[]; readonly hint?: string }
    | { readonly code: 'name-in-use'; readonly name: string; readonly ownerId?: string; readonly hint: string }
    | {
        readonly code: 'port-in-use';
        readonly hostIp?: string;
        readonly hostPort: number;
        readonly owner?: string;
        readonly suggestedPort?: number;
        readonly hint: string;
      }
    | { readonly code: 'registry-auth'; readonly registry: string; readonly hint: string }
    | {
        readonly code: 'registry-unreachable';
        readonly registry: string;
        readonly reason: RegistryReason;
        readonly hint: string;
      }
    | {
        readonly code: 'rate-limited';
        readonly registry: string;
        /** When it may be tried again (epoch ms), where the registry says so. */
        readonly retryAt?: number;
        readonly hint: string;
      }
    /** A step of a build failed; `line` is the Dockerfile’s, from 1. */
    | { readonly code: 'build-failed'; readonly line?: number; readonly hint?: string }
    | { readonly code: 'no-space'; readonly hint: string }
    | { readonly code: 'unsupported'; readonly hint: string }
    | { readonly code: 'disconnected'; readonly hint: string }
    | { readonly code: 'cancelled' }
    | { readonly code: 'unexpected'; readonly detail: string; readonly hint?: string }
  );

/** The one exception class that crosses the wire; its data is plain. */
export class AppFailure extends Error {
  readonly error: AppError;
  constructor(error: AppError) {
    super(error.message);
    this.name = 'AppFailure';
    this.error = error;
  }
}

/** Any thrown value as an `AppError`. A stack stays in `detail`, never in `message`. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppFailure) return thrown.error;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  const detail = thrown instanceof Error ? (thrown.stack ?? message) : message;
  return { code: 'unexpected', message, detail };
}

export const isCancelled = (thrown: unknown): boolean =>
  thrown instanceof AppFailure && thrown.error.code === 'cancelled';
