import { AppFailure, toAppError } from '../../contract/errors.ts';
import type { ServiceOf } from '../../contract/index.ts';
import type { DiskPlan, DiskRule, DiskRuleRun, DiskUsage } from '../../contract/model/disk.ts';
import type { JobResult } from '../../contract/model/job.ts';
import { planByRule, planSelection } from '../disk/makePlan.ts';
import { nextRunAt } from '../disk/nextRun.ts';
import { readUsage } from '../disk/readUsage.ts';
import { type RemovalDeps, startRemoval } from '../disk/removalJob.ts';
import { startRuleSchedule } from '../disk/ruleSchedule.ts';
import type { Connection } from '../docker/connection.ts';
import { JobFailure } from '../jobs/jobs.ts';
import type { SettingsStore } from '../storage/settings.ts';
import { createImageFacts } from './images/facts.ts';

interface DiskDeps extends RemovalDeps {
  readonly settings: Pick<SettingsStore, 'current' | 'update' | 'subscribe'>;
  readonly firstAfterMs?: number;
}

interface DiskService {
  readonly handlers: ServiceOf<'disk'>;
  close(): void;
}

/** What takes the space of an engine, and how to get it back. Must be closed: rules run by themselves until then. */
export function createDiskService(deps: DiskDeps): DiskService {
  const { getConnection, settings } = deps;
  const facts = createImageFacts();
  /** The engine takes seconds to measure: a plan uses the sizes of the last time. */
  const measured = new Map<string, DiskUsage>();

  async function measure(connection: Connection, signal: AbortSignal): Promise<DiskUsage> {
    const usage = await readUsage(connection, signal);
    measured.set(connection.context, usage);
    return usage;
  }

  async function planOn(
    connection: Connection,
    what: { readonly rule: DiskRule } | { readonly selection: DiskPlan['selection'] },
    signal: AbortSignal,
  ): Promise<DiskPlan> {
    const usage = measured.get(connection.context) ?? (await measure(connection, signal));
    const planning = { connection, facts, usage, signal };
    return 'rule' in what ? planByRule(planning, what.rule) : planSelection(planning, what.selection);
  }

  async function runRule(rule: DiskRule, signal: AbortSignal): Promise<Omit<DiskRuleRun, 'at'>> {
    const connection = await getConnection(rule.context, signal);
    await measure(connection, signal);
    const plan = await planOn(connection, { rule }, signal);
    if (plan.going.length === 0) return { removed: 0, freedBytes: 0 };
    const title = `Clean up by rule “${rule.name}”`;
    const { selection } = plan;
    const { ended } = startRemoval(deps, { context: rule.context, title, plan }, (own, jobSignal) =>
      planOn(own, { selection }, jobSignal),
    );
    try {
      return freedOf(await ended);
    } catch (thrown) {
      return {
        ...freedOf(thrown instanceof JobFailure ? thrown.result : undefined),
        problem: toAppError(thrown).message,
      };
    }
  }
  const schedule = startRuleSchedule({
    settings,
    run: runRule,
    ...(deps.firstAfterMs !== undefined && { firstAfterMs: deps.firstAfterMs }),
  });

  return {
    handlers: {
      usage: async ({ context }, signal) => measure(await getConnection(context, signal), signal),
      plan: async ({ context, selection }, signal) =>
        planOn(await getConnection(context, signal), { selection }, signal),
      planRule: async ({ rule }, signal) => planOn(await getConnection(rule.context, signal), { rule }, signal),
      async remove({ context, selection }, signal) {
        const plan = await planOn(await getConnection(context, signal), { selection }, signal);
        const count = plan.going.length;
        if (count === 0) {
          const [first] = plan.kept;
          throw new AppFailure({
            code: 'conflict',
            message: first ? `Nothing can go. ${first.name}: ${first.reason}` : 'All of it is gone already.',
            hint: 'Look again at what there is.',
          });
        }
        const title = count === 1 ? `Remove ${plan.going[0]?.name}` : `Free space: remove ${count} things`;
        const { jobId } = startRemoval(deps, { context, title, plan }, (connection, jobSignal) =>
          planOn(connection, { selection: plan.selection }, jobSignal),
        );
        return { jobId };
      },
      rules: async ({ context }) =>
        settings.current().diskRules.flatMap(({ rule, savedAt, lastRun }) => {
          if (rule.context !== context) return [];
          const next = nextRunAt(rule, savedAt, lastRun?.at);
          return [{ rule, ...(lastRun && { lastRun }), ...(next !== undefined && { nextRunAt: next }) }];
        }),
      async saveRule({ rule }) {
        const { diskRules } = settings.current();
        const before = diskRules.find((known) => known.rule.id === rule.id);
        const saved = { rule, savedAt: Date.now(), ...(before?.lastRun && { lastRun: before.lastRun }) };
        await settings.update({
          diskRules: before ? diskRules.map((known) => (known === before ? saved : known)) : [...diskRules, saved],
        });
      },
      async removeRule({ id }) {
        const { diskRules } = settings.current();
        await settings.update({ diskRules: diskRules.filter(({ rule }) => rule.id !== id) });
      },
    },
    close: () => schedule.close(),
  };
}

const freedOf = (result: JobResult | undefined): Omit<DiskRuleRun, 'at'> =>
  result?.type === 'freed' ? { removed: result.removed, freedBytes: result.freedBytes } : { removed: 0, freedBytes: 0 };
