import {
  actionWords,
  composeCommand,
  oneOffEnv,
  oneOffWords,
  reportWords,
} from '../../contract/commands/composeCommands.ts';
import { AppFailure } from '../../contract/errors.ts';
import type { ServiceOf } from '../../contract/index.ts';
import { StackAction, type ServiceToRun } from '../../contract/model/stackRun.ts';
import type { StackRunsDeps } from '../compose/deps.ts';
import { type ComposeConfig, dependantsOf, readConfig, replicasOf } from '../compose/plan/composeConfig.ts';
import { driftOf } from '../compose/plan/driftOf.ts';
import { makePlan, noFiles } from '../compose/plan/makePlan.ts';
import { planDown } from '../compose/plan/planDown.ts';
import { followEvents } from '../compose/run/followEvents.ts';
import { checkScale, fixedPorts } from '../compose/run/checkScale.ts';
import { StackRuns } from '../compose/run/startRun.ts';
import { wordsOf } from '../compose/run/words.ts';

/** What needs the files; the rest goes by the labels of what is there. */
const NEEDS_FILES = new Set(['up', 'create', 'pull', 'push', 'build', 'scale', 'watch']);

/** What goes on beside other work: it changes nothing of the stack itself. */
const BESIDE = new Set(['watch', 'wait', 'cp']);

/** What `docker compose` does with stacks. */
export function createStackRunsService(deps: StackRunsDeps): ServiceOf<'stackRuns'> {
  const { compose, cliArgs } = deps;
  const runs = new StackRuns(deps);
  return {
    async start({ stack, action }, signal) {
      if (NEEDS_FILES.has(action.type) && !stack.files) throw noFiles(stack.project);
      if (action.type === 'scale') {
        checkScale(await readConfig(compose, stack, signal), action.service, action.replicas);
      }
      const jobId = runs.start({
        stack,
        words: actionWords(action),
        ...wordsOf(stack, action),
        isBeside: BESIDE.has(action.type),
        // Its exit code is that of the container which has stopped.
        isOneOff: action.type === 'wait',
      });
      return { jobId };
    },

    async runOneOff({ stack, oneOff }) {
      if (!stack.files) throw noFiles(stack.project);
      const what = oneOff.command.join(' ') || 'its own command';
      const jobId = runs.start({
        stack,
        title: `Run ${what} in ${oneOff.service} of ${stack.project}`,
        words: oneOffWords(oneOff),
        env: oneOffEnv(oneOff),
        doneMessage: 'It runs; its terminal is in the containers',
        left: 'A container that was begun is among the containers of the stack.',
        isBeside: true,
        isOneOff: !oneOff.interactive,
        ...(oneOff.interactive && {
          resultOf(output: readonly string[]) {
            const id = output.findLast((line) => /^[0-9a-f]{64}$/.test(line));
            return id === undefined ? undefined : { type: 'containers' as const, ids: [id], warnings: [] };
          },
        }),
      });
      return { jobId };
    },

    async services({ stack }, signal) {
      if (!stack.files) throw noFiles(stack.project);
      return outlineOf(await readConfig(compose, stack, signal));
    },
    plan: ({ stack, action }, signal) => makePlan(deps, stack, action, signal),
    planDown: ({ stack, action }, signal) => planDown(deps, stack, action, signal),
    async drift({ stack }, signal) {
      return driftOf(await makePlan(deps, stack, StackAction.parse({ type: 'up' }), signal));
    },
    async report({ stack, kind, service }, signal) {
      if (kind === 'config' && !stack.files) throw noFiles(stack.project);
      const words = reportWords(kind, service);
      const { text } = await compose.ask(stack, words, signal);
      return { command: composeCommand(stack, words, cliArgs(stack.context)), text };
    },
    async *events({ stack }, signal) {
      const release = deps.hold(stack.context);
      try {
        yield* followEvents(compose, stack, signal);
      } catch (thrown) {
        if (!(signal.aborted && thrown instanceof AppFailure)) throw thrown;
      } finally {
        release();
      }
    },
  };
}

const outlineOf = (config: ComposeConfig): ServiceToRun[] =>
  Object.entries(config.services).map(([name, service]) => ({
    name,
    ...(service.image !== undefined && { image: service.image }),
    isBuilt: service.build !== undefined,
    dependsOn: Object.keys(service.depends_on ?? {}),
    dependants: dependantsOf(config, name),
    replicas: replicasOf(service),
    fixedPorts: fixedPorts(service),
    isWatched: (service.develop?.watch ?? []).length > 0,
  }));
