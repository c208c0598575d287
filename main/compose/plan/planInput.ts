import type { StackTarget } from '../../../contract/model/stackRun.ts';
import type { Connection } from '../../docker/connection.ts';
import { toFailure } from '../../docker/errors.ts';
import { requestJson } from '../../docker/request.ts';
import type { Compose } from '../cli/createCompose.ts';
import { type ComposeConfig, imageOf, readConfigAndHashes } from './composeConfig.ts';
import { type ProjectState, projectState } from './projectState.ts';

/** All that a plan is made from. */
export interface PlanInput {
  readonly project: string;
  readonly config: ComposeConfig;
  readonly hashes: ReadonlyMap<string, string>;
  readonly state: ProjectState;
  /** Which image each name is of; none: it is not there. */
  readonly images: ReadonlyMap<string, string>;
  /** External networks and volumes that are there, by name; networks with their id. */
  readonly externals: ReadonlyMap<string, string>;
  /** Services of profiles that are not chosen: their containers are no orphans. */
  readonly otherServices: readonly string[];
  readonly warnings: readonly string[];
}

export async function planInput(
  compose: Compose,
  connection: Connection,
  stack: StackTarget,
  signal?: AbortSignal,
): Promise<PlanInput> {
  const [{ config, hashes, warnings }, state] = await Promise.all([
    readConfigAndHashes(compose, stack, signal),
    projectState(connection, stack.project, signal),
  ]);
  const names = Object.entries(config.services).map(([service, one]) => imageOf(config.name, service, one));
  const isStranger = state.containers.some(({ service, isOneOff }) => !isOneOff && !(service in config.services));
  const [images, externals, otherServices] = await Promise.all([
    idsOf(connection, 'images', new Set(names), signal),
    externalsOf(connection, config, signal),
    isStranger ? allServices(compose, stack, signal) : [],
  ]);
  return { project: config.name, config, hashes, state, images, externals, otherServices, warnings };
}

/** Also those of profiles that are not chosen. */
export async function allServices(compose: Compose, stack: StackTarget, signal?: AbortSignal): Promise<string[]> {
  const all: StackTarget = { ...stack, ...(stack.files && { files: { ...stack.files, profiles: ['*'] } }) };
  const { text } = await compose.ask(all, ['config', '--services'], signal);
  return text.split('\n').filter(Boolean);
}

async function externalsOf(connection: Connection, config: ComposeConfig, signal?: AbortSignal) {
  const outside = (all: ComposeConfig['networks']) =>
    new Set(Object.values(all).flatMap(({ external, name }) => (external ? [name] : [])));
  const [networks, volumes] = await Promise.all([
    idsOf(connection, 'networks', outside(config.networks), signal),
    idsOf(connection, 'volumes', outside(config.volumes), signal),
  ]);
  return new Map([
    ...[...networks].map(([name, id]) => [`network ${name}`, id] as const),
    ...[...volumes].map(([name]) => [`volume ${name}`, name] as const),
  ]);
}

async function idsOf(
  { docker, context }: Connection,
  kind: 'images' | 'networks' | 'volumes',
  names: ReadonlySet<string>,
  signal?: AbortSignal,
): Promise<Map<string, string>> {
  const path = (name: string) => `/${kind}/${encodeURI(name)}${kind === 'images' ? '/json' : ''}`;
  const found = await Promise.all(
    [...names].map(async (name) => {
      try {
        const { Id = name } = await requestJson<{ Id?: string }>(docker, { method: 'GET', path: path(name), signal });
        return [[name, Id] as const];
      } catch (thrown) {
        const { statusCode } = thrown as { statusCode?: number };
        if (statusCode === 404 || statusCode === 400) return [];
        throw toFailure(thrown, { context }, signal);
      }
    }),
  );
  return new Map(found.flat());
}
