import { containerActionCommand } from '../../../contract/commands/containerCommands.ts';
import { toAppError } from '../../../contract/errors.ts';
import type { ActionResult, ContainerAction } from '../../../contract/model/action.ts';
import { eachOf } from './eachOf.ts';
import { perform } from './perform.ts';
import { namePortOwner } from './portOwner.ts';
import type { ContainersDeps } from './deps.ts';

const AT_ONCE = 8;

const TITLES = {
  start: 'Start',
  stop: 'Stop',
  restart: 'Restart',
  pause: 'Pause',
  unpause: 'Unpause',
  kill: 'Kill',
  rename: 'Rename',
  remove: 'Remove',
  update: 'Update',
} as const satisfies Record<ContainerAction['type'], string>;

interface Many {
  readonly context: string;
  readonly ids: readonly string[];
  readonly action: ContainerAction;
}

/** Does one thing to many containers, and says of each how it ended. */
export async function* apply(
  deps: ContainersDeps,
  { context, ids, action }: Many,
  signal: AbortSignal,
): AsyncGenerator<ActionResult, void, undefined> {
  const connection = await deps.getConnection(context, signal);

  async function one(id: string): Promise<ActionResult> {
    const name = deps.live.container(context, id)?.name ?? id.slice(0, 12);
    const entry = {
      context,
      title: `${TITLES[action.type]} ${name}`,
      command: containerActionCommand(action, [name], deps.cliArgs(context)),
    };
    try {
      const warnings = await deps.activity.record(entry, () => perform(connection, { id, name }, action));
      return { id, name, ...(warnings.length > 0 && { warnings }) };
    } catch (thrown) {
      return { id, name, error: namePortOwner(toAppError(thrown), deps.live.containers(context)) };
    }
  }

  yield* eachOf([...new Set(ids)], AT_ONCE, one);
}
