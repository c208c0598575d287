import { randomBytes } from 'node:crypto';
import { AppFailure } from '../../contract/errors.ts';
import type { Connection } from '../docker/connection.ts';
import { askImage } from '../services/images/ask.ts';
import { STEADY_MS } from './awaitUp.ts';
import { allDependents, type Dependents } from './dependents.ts';
import { type ImageConfig, inspectMade, type MadeContainer, nameOf } from './made.ts';
import type { Member, Operation } from './operation.ts';
import { recreateBody, type RecreateOptions } from './recreateBody.ts';
import { policyOf } from './steps.ts';
import { cannotBeMadeAnew, whyNotBoth } from './wayOf.ts';
import { inspectIfThere } from './world.ts';

export interface Wanted {
  readonly title: string;
  readonly made: MadeContainer;
  /** What its image gave it. */
  readonly old: ImageConfig;
  /** Those that live in it are made anew with it; without, they are left alone. */
  readonly dependents?: Dependents;
  /** What becomes of what it was made from. The given one may be changed. */
  readonly change?: (body: Record<string, unknown>) => Record<string, unknown>;
  readonly newName?: string;
  readonly platform?: string | undefined;
  readonly keepOld: boolean;
  readonly watchMs?: number;
  readonly replaces?: readonly string[];
}

/** All that will be done, before anything is. Throws `conflict` for one that cannot be made anew. */
export async function planOperation(connection: Connection, engineId: string, wanted: Wanted): Promise<Operation> {
  const { made, dependents = new Map<string, never>(), change = (body) => body } = wanted;
  const id = randomBytes(4).toString('hex');
  const others = await Promise.all(
    allDependents(made.Id, dependents).map(({ id: dependent }) => inspectMade(connection, dependent)),
  );
  for (const one of [made, ...others]) refuse(one);
  if (wanted.newName !== undefined) await refuseTaken(connection, wanted.newName);
  const way = others.length > 0 || whyNotBoth(made) !== undefined ? 'in-place' : 'beside';
  const options = { canMakeNetworks: canMakeNetworks(connection), keepMacs: way === 'in-place' };
  const first = await memberOf(connection, id, made, wanted.old, options);
  const recipe = { ...first.recipe!, body: change(first.recipe!.body), platform: wanted.platform };
  const members = [
    { ...first, recipe, ...(wanted.newName !== undefined && { newName: wanted.newName }) },
    ...(await Promise.all(
      others.map(async (other) => linkedById(await sameAgain(connection, id, other, options), [made, ...others])),
    )),
  ];
  return {
    version: 1,
    id,
    context: connection.context,
    engineId,
    title: wanted.title,
    startedAt: Date.now(),
    way,
    keepOld: wanted.keepOld,
    watchMs: wanted.watchMs ?? STEADY_MS,
    phase: 'create',
    isGoingBack: false,
    members,
    replaces: [...(wanted.replaces ?? [])],
  };
}

/** Found out later, the old one would have been stopped for nothing. */
async function refuseTaken(connection: Connection, name: string): Promise<void> {
  const owner = await inspectIfThere(connection, name);
  if (!owner || nameOf(owner) !== name) return;
  throw new AppFailure({
    ...{ code: 'name-in-use', name, ownerId: owner.Id },
    message: `The name “${name}” is another container’s.`,
    hint: 'Choose another name, or rename or remove that container first.',
  });
}

function refuse(made: MadeContainer): void {
  const why = cannotBeMadeAnew(made);
  if (why === undefined) return;
  throw new AppFailure({ code: 'conflict', message: `“${nameOf(made)}” ${why}.`, hint: 'It is left as it is.' });
}

/** From API 1.44 on a container is made with all its networks. */
export function canMakeNetworks({ engine }: Connection): boolean {
  const [major = 0, minor = 0] = engine.apiVersion.split('.').map(Number);
  return major > 1 || minor >= 44;
}

async function memberOf(
  connection: Connection,
  id: string,
  made: MadeContainer,
  old: ImageConfig,
  options: RecreateOptions,
): Promise<Member> {
  const name = nameOf(made);
  const gone = await goneSources(connection, made);
  const { body, laterNetworks } = recreateBody(made, old, { ...options, gone });
  const wasRunning = made.State.Running === true || made.State.Restarting === true;
  return {
    name,
    oldId: made.Id,
    freshName: `${name}-new-${id}`,
    asideName: `${name}-before-${id}`,
    wasRunning,
    willRun: wasRunning,
    oldPolicy: policyOf(made.HostConfig.RestartPolicy),
    recipe: { body, laterNetworks: [...laterNetworks] },
  };
}

/** From the very image that it has: its name may stand for a newer one meanwhile. */
async function sameAgain(
  connection: Connection,
  id: string,
  made: MadeContainer,
  options: RecreateOptions,
): Promise<Member> {
  const { config, reference } = await imageOf(connection, made);
  const member = await memberOf(connection, id, made, config, options);
  return { ...member, recipe: { ...member.recipe!, body: { ...member.recipe!.body, Image: reference } } };
}

export interface ImageOf {
  /** What it gives its containers; nothing where it is gone. */
  readonly config: ImageConfig;
  /** The name, where that still stands for it, or its id. */
  readonly reference: string;
}

export async function imageOf(connection: Connection, made: MadeContainer): Promise<ImageOf> {
  const find = (name: string) =>
    askImage<{ readonly Id: string; readonly Config?: ImageConfig | null }>(connection, name, {
      method: 'GET',
      path: `/images/${encodeURI(name)}/json`,
    }).catch((thrown: unknown) => {
      if (thrown instanceof AppFailure && thrown.error.code === 'not-found') return undefined;
      throw thrown;
    });
  const [own, named] = await Promise.all([find(made.Image), find(made.Config.Image)]);
  const isSame = own === undefined || named?.Id === own.Id;
  return { config: own?.Config ?? {}, reference: isSame ? made.Config.Image : made.Image };
}

/** A link to one that is made anew is made to its id, which becomes the new one’s. */
function linkedById(member: Member, all: readonly MadeContainer[]): Member {
  const host = member.recipe?.body['HostConfig'] as { readonly Links?: readonly string[] } | undefined;
  if (!member.recipe || !host?.Links) return member;
  const Links = host.Links.map((link) => {
    const target = all.find((made) => link.startsWith(`${nameOf(made)}:`));
    return target ? target.Id + link.slice(nameOf(target).length) : link;
  });
  return { ...member, recipe: { ...member.recipe, body: { ...member.recipe.body, HostConfig: { ...host, Links } } } };
}

async function goneSources(connection: Connection, { HostConfig }: MadeContainer): Promise<ReadonlySet<string>> {
  const sources = (HostConfig.VolumesFrom ?? []).map((source) => source.split(':')[0] ?? '');
  const found = await Promise.all(sources.map((source) => inspectIfThere(connection, source)));
  return new Set(sources.filter((_, index) => found[index] === undefined));
}
