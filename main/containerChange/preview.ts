import { changeCommand } from '../../contract/commands/changeCommands.ts';
import type { CliArgs } from '../../contract/commands/docker.ts';
import type { ChangePreview, ChangeWay } from '../../contract/model/containerChange.ts';
import type { RunSettings } from '../../contract/model/run.ts';
import type { Connection } from '../docker/connection.ts';
import { allDependents, inspectAll, linkedByName, listDependents } from '../recreate/dependents.ts';
import type { MadeContainer } from '../recreate/made.ts';
import type { Operation } from '../recreate/operation.ts';
import { cannotBeMadeAnew, stackOf, whyNotBoth } from '../recreate/wayOf.ts';
import { ask, containerPath } from '../services/containers/ask.ts';
import type { EngineDefaults } from '../../contract/createCall/read/made.ts';
import { engineDefaults } from '../services/containerSettings/read.ts';
import { settingsOf } from '../../contract/createCall/read/settingsOf.ts';
import { compareRows } from './compareRows.ts';
import { isAmong, type LiveStep, liveSteps, needsNew, type Target } from './liveSteps.ts';
import { settingRows } from './settingRows.ts';
import { withoutSecrets } from './withoutSecrets.ts';
import type { Edit } from './target.ts';

const SIZE_TIMEOUT_MS = 4000;

export async function previewEdit(
  connection: Connection,
  edit: Edit,
  kept: Operation | undefined,
  cliArgs: CliArgs,
): Promise<ChangePreview> {
  const { made, from, to } = edit;
  const steps = stepsOf(edit);
  const onlyNew = needsNew(from, to);
  const rows = compareRows(settingRows(from.name, from.body), settingRows(to.name, to.body));
  const changes = [
    ...(edit.movesImage ? [{ ...newerImage(made.Config.Image), needsNew: true }] : []),
    ...rows.map((change) => ({ ...change, needsNew: isAmong(change, onlyNew) })),
  ];
  const isNew = steps === undefined;
  const [defaults, dependents, linkedBy, writableBytes, keptBytes] = await Promise.all([
    engineDefaults(connection, undefined),
    isNew ? listDependents(connection).then((all) => allDependents(made.Id, all)) : [],
    from.name === to.name ? [] : inspectAll(connection).then((all) => linkedByName(all, from.name)),
    isNew ? writableSize(connection, made.Id) : undefined,
    isNew && kept ? writableSize(connection, kept.members[0]!.oldId) : undefined,
  ]);
  const reason = isNew ? (whyNotBoth(made) ?? (dependents.length > 0 ? 'others live in it' : undefined)) : undefined;
  const way: ChangeWay = steps
    ? steps.length === 0
      ? 'nothing'
      : 'live'
    : reason === undefined
      ? 'beside'
      : 'in-place';
  const refusal = isNew ? cannotBeMadeAnew(made) : undefined;
  return {
    name: from.name,
    changes,
    way,
    ...(reason !== undefined && { reason }),
    dependents: dependents.map(({ name, by }) => ({ name, by })),
    linkedBy,
    ...stackFields(made),
    ...(refusal !== undefined && { refusal }),
    hasNewerImage: edit.hasNewerImage,
    isRunning: made.State.Running === true,
    ...(writableBytes !== undefined && { writableBytes }),
    ...(isNew &&
      kept && {
        replacesKept: {
          name: kept.members[0]!.asideName,
          ...(keptBytes !== undefined && { writableBytes: keptBytes }),
        },
      }),
    command: commandOf(edit, steps, { way, defaults }, cliArgs),
    shownCommand: commandOf(edit, steps, { way, defaults, isCovered: true }, cliArgs),
  };
}

/** Undefined where a new container is needed. */
export const stepsOf = ({ from, to, movesImage }: Edit): readonly LiveStep[] | undefined =>
  movesImage ? undefined : liveSteps(from, to);

const newerImage = (name: string) => ({
  ...{ key: 'Image', group: 'Image', label: 'Image' },
  ...{ before: `${name}, as it was then`, after: `${name}, as it is now` },
});

interface CommandLook {
  readonly way: ChangeWay;
  readonly defaults: EngineDefaults;
  /** To be read, not to be run: without values that look like secrets. */
  readonly isCovered?: boolean;
}

export function commandOf(
  { made, from, to, finalImage }: Edit,
  steps: readonly LiveStep[] | undefined,
  { way, defaults, isCovered = false }: CommandLook,
  cliArgs: CliArgs,
): string {
  if (steps) return changeCommand({ type: 'live', name: from.name, steps }, cliArgs);
  const settings = settingsIn(to, defaults);
  return changeCommand(
    {
      type: 'new',
      name: from.name,
      settings: { ...(isCovered ? withoutSecrets(settings) : settings), image: finalImage },
      isRunning: made.State.Running === true,
      isBeside: way === 'beside',
    },
    cliArgs,
  );
}

/** Read back from what the engine will be sent, so that the command says no more and no less. */
export function settingsIn({ name, body }: Target, defaults: EngineDefaults): RunSettings {
  const endpoints = (body['NetworkingConfig'] as { EndpointsConfig?: object } | undefined)?.EndpointsConfig ?? {};
  const made = {
    Id: '-',
    Name: name,
    Config: body,
    HostConfig: body['HostConfig'],
    NetworkSettings: { Networks: endpoints },
  };
  return settingsOf(made as Parameters<typeof settingsOf>[0], {}, defaults);
}

function stackFields(made: MadeContainer): Pick<ChangePreview, 'stack'> {
  const project = stackOf(made);
  if (project === undefined) return {};
  const files = made.Config.Labels?.['com.docker.compose.project.config_files'] ?? '';
  return { stack: { project, files: files.split(',').filter(Boolean) } };
}

/** Undefined where the engine cannot say, or not in time. */
export async function writableSize(connection: Connection, id: string): Promise<number | undefined> {
  const signal = AbortSignal.timeout(SIZE_TIMEOUT_MS);
  const request = { method: 'GET', path: containerPath(id, 'json'), query: { size: true }, signal } as const;
  return ask<{ readonly SizeRw?: number }>(connection, request).then(
    ({ SizeRw }) => SizeRw,
    () => undefined,
  );
}
