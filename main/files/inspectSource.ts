import type { FileAccess, FileSource } from '../../contract/model/files.ts';
import type { Connection } from '../docker/connection.ts';
import { toFailure } from '../docker/errors.ts';
import { requestJson } from '../docker/request.ts';

/** What the engine says of a container or a volume, as far as its files depend on it. */
export interface SourceState extends Pick<FileAccess, 'inMemory' | 'mounts'> {
  /** What a person calls it. */
  readonly name: string;
  /** Has processes; a paused one too. */
  readonly isRunning: boolean;
  readonly pidMode: string;
  readonly usernsMode: string;
  /** Where the engine mounts the root of a container while it needs it; absent where it does not say so. */
  readonly root?: string;
}

interface SaidContainer {
  readonly GraphDriver?: { readonly Name?: string; readonly Data?: { readonly MergedDir?: string } | null } | null;
  readonly Name: string;
  readonly State: { readonly Running: boolean; readonly Paused?: boolean };
  readonly HostConfig: {
    readonly ReadonlyRootfs?: boolean;
    readonly PidMode?: string;
    readonly UsernsMode?: string;
    readonly Tmpfs?: Readonly<Record<string, string>> | null;
  };
  readonly Mounts?: readonly {
    readonly Type: string;
    readonly Name?: string;
    readonly Source?: string;
    readonly Destination: string;
    readonly RW: boolean;
  }[];
}

/** Made by the kernel or in memory in every container: the engine’s copy sees what is below them instead. */
const KERNEL = ['/dev', '/proc', '/sys'];

/** `GET /containers/<id>/json` or `GET /volumes/<name>`. Rejects with `not-found`. */
export async function inspectSource(
  { docker, context, engine }: Connection,
  source: Exclude<FileSource, { kind: 'image' }>,
  signal?: AbortSignal,
): Promise<SourceState> {
  try {
    if (source.kind === 'volume') {
      // A mount of a volume that is not there would make it.
      await requestJson(docker, { method: 'GET', path: `/volumes/${encodeURIComponent(source.name)}`, signal });
      return { name: source.name, isRunning: true, pidMode: '', usernsMode: '', inMemory: [], mounts: [] };
    }
    const said = await requestJson<SaidContainer>(docker, {
      method: 'GET',
      path: `/containers/${source.id}/json`,
      signal,
    });
    return stateOf(said, engine.product === 'docker');
  } catch (thrown) {
    throw toFailure(thrown, { context, kind: source.kind }, signal);
  }
}

function stateOf({ Name, State, HostConfig, Mounts = [], GraphDriver }: SaidContainer, isDocker: boolean): SourceState {
  const root = isDocker && GraphDriver?.Name === 'overlay2' ? GraphDriver.Data?.MergedDir : undefined;
  const tmpfs = Mounts.filter(({ Type }) => Type === 'tmpfs').map(({ Destination }) => Destination);
  return {
    name: Name.replace(/^\//, ''),
    isRunning: State.Running || State.Paused === true,
    pidMode: HostConfig.PidMode ?? '',
    usernsMode: HostConfig.UsernsMode ?? '',
    ...(root && HostConfig.ReadonlyRootfs !== true && { root }),
    inMemory: [...KERNEL, ...new Set([...tmpfs, ...Object.keys(HostConfig.Tmpfs ?? {})])],
    mounts: Mounts.filter(({ Type }) => Type !== 'tmpfs').map((mount) => ({
      path: mount.Destination,
      what: mount.Type === 'volume' ? `volume ${mount.Name ?? ''}` : (mount.Source ?? mount.Type),
      isReadOnly: !mount.RW,
    })),
  };
}
