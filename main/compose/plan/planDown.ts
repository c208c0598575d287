import { stackCommand } from '../../../contract/commands/composeCommands.ts';
import { AppFailure } from '../../../contract/errors.ts';
import type { DownPlan, StackAction, StackTarget } from '../../../contract/model/stackRun.ts';
import type { Connection } from '../../docker/connection.ts';
import { toFailure } from '../../docker/errors.ts';
import { requestJson } from '../../docker/request.ts';
import type { StackRunsDeps } from '../deps.ts';
import { type ComposeConfig, imageOf, readConfig } from './composeConfig.ts';
import { allServices } from './planInput.ts';
import { type ProjectContainer, type ProjectState, projectState } from './projectState.ts';

type DownAction = Extract<StackAction, { type: 'down' }>;

interface SaidContainer {
  readonly Id: string;
  readonly Names?: readonly string[];
  readonly ImageID?: string;
  readonly Mounts?: readonly { readonly Type?: string; readonly Name?: string }[] | null;
  readonly NetworkSettings?: { readonly Networks?: Readonly<Record<string, { readonly NetworkID?: string }>> | null };
}

/** Exactly what `down` removes, and what stays because somebody else has it. */
export async function planDown(
  { compose, getConnection, cliArgs }: Pick<StackRunsDeps, 'compose' | 'getConnection' | 'cliArgs'>,
  stack: StackTarget,
  action: StackAction,
  signal?: AbortSignal,
): Promise<DownPlan> {
  if (action.type !== 'down')
    throw new AppFailure({ code: 'invalid-input', path: ['action'], message: 'Only “down” is planned this way.' });
  const connection = await getConnection(stack.context, signal);
  const [config, state, services] = await Promise.all([
    stack.files ? readConfig(compose, stack, signal) : undefined,
    projectState(connection, stack.project, signal),
    stack.files ? allServices(compose, stack, signal) : ([] as string[]),
  ]);
  const isOrphan = ({ service, isOneOff, state: now }: ProjectContainer) =>
    isOneOff ? now === 'exited' || now === 'dead' : config !== undefined && !services.includes(service);
  const own = state.containers.filter((one) => !isOrphan(one) && !one.isOneOff);
  const chosen = action.services.length === 0 ? own : own.filter(({ service }) => action.services.includes(service));
  const orphans = state.containers.filter(isOrphan);
  // Without its files compose takes all that carries the project's label.
  const withOrphans = action.removeOrphans || config === undefined;
  const containers = withOrphans ? [...chosen, ...orphans] : chosen;
  const going = new Set(containers.map(({ id }) => id));
  const all = await ask<readonly SaidContainer[]>(connection, '/containers/json', { all: true }, signal);
  const others = all.filter(({ Id }) => !going.has(Id));
  const isWhole = action.services.length === 0;
  return {
    command: stackCommand(stack, action, cliArgs(stack.context)),
    containers: containers.map(({ id, name, state: now }) => ({ id, name, state: now })),
    networks: state.networks
      .filter(({ name }) => !config || Object.values(config.networks).some((one) => one.name === name && !one.external))
      .map(({ id, name }) => ({ id, name, keptBy: others.filter((one) => isOn(one, id)).map(nameOf) }))
      .filter(({ keptBy }) => isWhole || keptBy.length === 0),
    volumes: action.volumes ? await volumesOf(connection, config, state, containers, others, signal) : [],
    images: action.images === 'none' ? [] : await imagesOf(connection, config, action, others, signal),
    orphans: withOrphans ? [] : orphans.map(({ id, name, service }) => ({ id, name, service })),
  };
}

const nameOf = ({ Id, Names }: SaidContainer): string => (Names?.[0] ?? Id).replace(/^\//, '');
const isOn = ({ NetworkSettings }: SaidContainer, id: string): boolean =>
  Object.values(NetworkSettings?.Networks ?? {}).some(({ NetworkID }) => NetworkID === id);

async function volumesOf(
  connection: Connection,
  config: ComposeConfig | undefined,
  state: ProjectState,
  containers: readonly ProjectContainer[],
  others: readonly SaidContainer[],
  signal?: AbortSignal,
): Promise<DownPlan['volumes']> {
  const named = config
    ? Object.values(config.volumes).flatMap(({ name, external }) =>
        !external && state.volumes.some((one) => one.name === name) ? [name] : [],
      )
    : state.volumes.map(({ name }) => name);
  const anonymous = containers.flatMap(({ volumes }) => volumes.filter((name) => /^[0-9a-f]{64}$/.test(name)));
  const names = [...new Set([...named, ...anonymous])];
  if (names.length === 0) return [];
  interface Usage {
    readonly Volumes?: readonly { readonly Name: string; readonly UsageData?: { readonly Size?: number } }[] | null;
  }
  const { Volumes } = await ask<Usage>(connection, '/system/df', { type: 'volume' }, signal);
  return names.map((name) => {
    const size = Volumes?.find(({ Name }) => Name === name)?.UsageData?.Size ?? -1;
    return {
      name,
      isAnonymous: anonymous.includes(name),
      ...(size >= 0 && { sizeBytes: size }),
      keptBy: others.filter(({ Mounts }) => (Mounts ?? []).some((mount) => mount.Name === name)).map(nameOf),
    };
  });
}

/** `local`: images without a name of their own in the file; `all`: those of every service. */
async function imagesOf(
  connection: Connection,
  config: ComposeConfig | undefined,
  { images }: DownAction,
  others: readonly SaidContainer[],
  signal?: AbortSignal,
): Promise<DownPlan['images']> {
  if (!config) return [];
  const references = Object.entries(config.services).flatMap(([name, service]) =>
    images === 'all' || service.image === undefined ? [imageOf(config.name, name, service)] : [],
  );
  const found = await Promise.all(
    [...new Set(references)].map(async (reference) => {
      const path = `/images/${encodeURI(reference)}/json`;
      const image = await ask<{ Id: string; Size: number } | undefined>(connection, path, {}, signal).catch(
        (thrown: unknown) => {
          if (thrown instanceof AppFailure && thrown.error.code === 'not-found') return undefined;
          throw thrown;
        },
      );
      if (!image) return [];
      const keptBy = others.filter(({ ImageID }) => ImageID === image.Id).map(nameOf);
      return [{ id: image.Id, reference, sizeBytes: image.Size, keptBy }];
    }),
  );
  return found.flat();
}

const ask = <T>(
  { docker, context }: Connection,
  path: string,
  query: Readonly<Record<string, string | boolean>>,
  signal?: AbortSignal,
): Promise<T> =>
  requestJson<T>(docker, { method: 'GET', path, query, signal }).catch((thrown: unknown) => {
    throw toFailure(thrown, { context }, signal);
  });
