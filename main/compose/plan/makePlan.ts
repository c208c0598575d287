import { stackCommand } from '../../../contract/commands/composeCommands.ts';
import { AppFailure } from '../../../contract/errors.ts';
import type { PlannedService, StackAction, StackPlan, StackTarget } from '../../../contract/model/stackRun.ts';
import type { Connection } from '../../docker/connection.ts';
import type { StackRunsDeps } from '../deps.ts';
import { hostPathWarnings } from './hostPaths.ts';
import { planInput } from './planInput.ts';
import { planUp } from './planUp.ts';
import { serviceChanges } from './serviceChanges.ts';
import type { ComposeConfig } from './composeConfig.ts';

type PlanDeps = Pick<StackRunsDeps, 'compose' | 'getConnection' | 'cliArgs'>;

/** What `up` or `create` would do. Changes nothing; rejects with what is wrong with the files. */
export async function makePlan(
  { compose, getConnection, cliArgs }: PlanDeps,
  stack: StackTarget,
  action: StackAction,
  signal?: AbortSignal,
): Promise<StackPlan> {
  if (action.type !== 'up' && action.type !== 'create') throw notPlanned();
  if (!stack.files) throw noFiles(stack.project);
  const connection = await getConnection(stack.context, signal);
  const input = await planInput(compose, connection, stack, signal);
  const plan = planUp(input, action, stackCommand(stack, action, cliArgs(stack.context)));
  const services = await Promise.all(
    plan.services.map((service) => withChanges(connection, input.config, service, signal)),
  );
  return { ...plan, services, warnings: [...plan.warnings, ...hostPathWarnings(input.config, connection)] };
}

/** Containers of a service are alike: one is read for all that differ. */
async function withChanges(
  connection: Connection,
  config: ComposeConfig,
  planned: PlannedService,
  signal?: AbortSignal,
): Promise<PlannedService> {
  const differing = planned.containers.filter(({ reasons, id }) => id !== undefined && reasons.includes('config'));
  const [first] = differing;
  if (first?.id === undefined) return planned;
  const changes = await serviceChanges(connection, config, planned.service, first.id, signal);
  const containers = planned.containers.map((one) => (differing.includes(one) ? { ...one, changes } : one));
  return { ...planned, containers };
}

const notPlanned = () =>
  new AppFailure({ code: 'invalid-input', path: ['action'], message: 'Only “up” and “create” are planned this way.' });

export const noFiles = (project: string) =>
  new AppFailure({
    code: 'not-found',
    message: `The files of “${project}” are not known.`,
    hint: 'Add the folder they are in. What runs can still be stopped and taken down.',
  });
