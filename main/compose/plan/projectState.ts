import type { Connection } from '../../docker/connection.ts';
import { toFailure } from '../../docker/errors.ts';
import { requestJson } from '../../docker/request.ts';

const LABEL = 'com.docker.compose';

export interface ProjectContainer {
  readonly id: string;
  readonly name: string;
  readonly service: string;
  readonly number: number;
  readonly state: string;
  readonly imageId: string;
  readonly isOneOff: boolean;
  readonly configHash: string;
  readonly imageDigest: string;
  readonly networkIds: readonly string[];
  readonly volumes: readonly string[];
}

export interface ProjectNetwork {
  readonly id: string;
  readonly name: string;
  readonly key: string;
  readonly configHash: string | undefined;
  readonly said: SaidNetwork;
}

export interface ProjectVolume {
  readonly name: string;
  readonly key: string;
  readonly configHash: string | undefined;
  readonly said: SaidVolume;
}

/** What of a project is on an engine. */
export interface ProjectState {
  readonly containers: readonly ProjectContainer[];
  readonly networks: readonly ProjectNetwork[];
  readonly volumes: readonly ProjectVolume[];
}

interface SaidContainer {
  readonly Id: string;
  readonly Names?: readonly string[];
  readonly State?: string;
  readonly ImageID?: string;
  readonly Labels?: Readonly<Record<string, string>> | null;
  readonly NetworkSettings?: { readonly Networks?: Readonly<Record<string, { readonly NetworkID?: string }>> | null };
  readonly Mounts?: readonly { readonly Type?: string; readonly Name?: string }[] | null;
}

export interface SaidNetwork {
  readonly Id: string;
  readonly Name: string;
  readonly Driver?: string;
  readonly Internal?: boolean;
  readonly Attachable?: boolean;
  readonly EnableIPv6?: boolean;
  readonly Labels?: Readonly<Record<string, string>> | null;
  readonly Options?: Readonly<Record<string, string>> | null;
  readonly IPAM?: {
    readonly Driver?: string;
    readonly Config?: readonly { readonly Subnet?: string; readonly Gateway?: string }[] | null;
  };
}

export interface SaidVolume {
  readonly Name: string;
  readonly Driver?: string;
  readonly Labels?: Readonly<Record<string, string>> | null;
  readonly Options?: Readonly<Record<string, string>> | null;
}

/** Asks for all that carries the project's label: three requests at once. Rejects as `toFailure` says. */
export async function projectState(
  connection: Connection,
  project: string,
  signal?: AbortSignal,
): Promise<ProjectState> {
  const filters = JSON.stringify({ label: [`${LABEL}.project=${project}`] });
  const ask = <T>(path: string, query: Readonly<Record<string, string | boolean>>): Promise<T> =>
    requestJson<T>(connection.docker, { method: 'GET', path, query, signal }).catch((thrown: unknown) => {
      throw toFailure(thrown, { context: connection.context }, signal);
    });
  const [containers, networks, volumes] = await Promise.all([
    ask<readonly SaidContainer[]>('/containers/json', { all: true, filters }),
    ask<readonly SaidNetwork[]>('/networks', { filters }),
    ask<{ readonly Volumes?: readonly SaidVolume[] | null }>('/volumes', { filters }),
  ]);
  return {
    containers: containers.map(toContainer),
    networks: networks.map((said) => ({
      id: said.Id,
      name: said.Name,
      key: said.Labels?.[`${LABEL}.network`] ?? '',
      configHash: said.Labels?.[`${LABEL}.config-hash`],
      said,
    })),
    volumes: (volumes.Volumes ?? []).map((said) => ({
      name: said.Name,
      key: said.Labels?.[`${LABEL}.volume`] ?? '',
      configHash: said.Labels?.[`${LABEL}.config-hash`],
      said,
    })),
  };
}

function toContainer({ Id, Names = [], State = '', ImageID = '', Labels, NetworkSettings, Mounts }: SaidContainer) {
  const label = (name: string) => Labels?.[`${LABEL}.${name}`] ?? '';
  return {
    id: Id,
    name: (Names[0] ?? Id).replace(/^\//, ''),
    service: label('service'),
    number: Number(label('container-number')) || 0,
    state: State,
    imageId: ImageID,
    isOneOff: label('oneoff') === 'True',
    configHash: label('config-hash'),
    imageDigest: label('image'),
    networkIds: Object.values(NetworkSettings?.Networks ?? {}).map(({ NetworkID = '' }) => NetworkID),
    volumes: (Mounts ?? []).flatMap(({ Type, Name }) => (Type === 'volume' && Name ? [Name] : [])),
  };
}
