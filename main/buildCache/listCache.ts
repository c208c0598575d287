import type { BuildCacheRecord } from '../../contract/model/buildCache.ts';
import type { Connection } from '../docker/connection.ts';
import { toFailure } from '../docker/errors.ts';
import { requestJson } from '../docker/request.ts';
import { AppFailure } from '../../contract/errors.ts';

interface SaidRecord {
  readonly ID: string;
  readonly Type?: string;
  readonly Description?: string;
  readonly InUse?: boolean;
  readonly Shared?: boolean;
  readonly Size?: number;
  readonly CreatedAt?: string;
  readonly LastUsedAt?: string | null;
  readonly UsageCount?: number;
  readonly Parents?: readonly string[] | null;
  /** So it is spelt by engines up to API 1.51, with the space. */
  readonly ' Parents'?: readonly string[] | null;
  /** Before API 1.42. */
  readonly Parent?: string;
}

interface Said {
  readonly BuildCache?: readonly SaidRecord[] | null;
  /** From API 1.52 on. */
  readonly BuildCacheUsage?: { readonly Items?: readonly SaidRecord[] | null };
}

/** `GET /system/df?type=build-cache`. Rejects with `unsupported` where the engine has no BuildKit. */
export async function listCache(
  { docker, engine, context }: Connection,
  signal?: AbortSignal,
): Promise<BuildCacheRecord[]> {
  if (engine.product !== 'docker') throw noBuildKit();
  try {
    const query = { type: 'build-cache', verbose: true };
    const said = await requestJson<Said>(docker, { method: 'GET', path: '/system/df', query, signal });
    return (said.BuildCacheUsage?.Items ?? said.BuildCache ?? []).map(toRecord);
  } catch (thrown) {
    throw toFailure(thrown, { context }, signal);
  }
}

function toRecord(said: SaidRecord): BuildCacheRecord {
  const lastUsedAt = said.LastUsedAt ? Date.parse(said.LastUsedAt) : Number.NaN;
  return {
    id: said.ID,
    type: said.Type || 'regular',
    description: said.Description ?? '',
    sizeBytes: said.Size ?? 0,
    createdAt: Date.parse(said.CreatedAt ?? '') || 0,
    ...(lastUsedAt > 0 && { lastUsedAt }),
    usageCount: said.UsageCount ?? 0,
    isInUse: said.InUse === true,
    isShared: said.Shared === true,
    parents: said.Parents ?? said[' Parents'] ?? (said.Parent ? [said.Parent] : []),
  };
}

const noBuildKit = () =>
  new AppFailure({
    code: 'unsupported',
    message: 'This engine has no build cache of BuildKit’s.',
    hint: 'Podman builds without BuildKit. Choose the context of a Docker engine.',
  });
