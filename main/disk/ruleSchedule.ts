import { isCancelled, toAppError } from '../../contract/errors.ts';
import type { DiskRule, DiskRuleRun } from '../../contract/model/disk.ts';
import type { SettingsStore } from '../storage/settings.ts';
import { nextRunAt } from './nextRun.ts';

/** A timer does not know that the machine slept: it looks again at least so often. */
const MAX_WAIT_MS = 15 * 60_000;
/** After the start of the app there is other work first. */
const FIRST_AFTER_MS = 30_000;
/** An engine that is away is tried again after this, and the rule stays due. */
const AWAY_MS = 60 * 60_000;

interface ScheduleDeps {
  readonly settings: Pick<SettingsStore, 'current' | 'update' | 'subscribe'>;
  /** Removes what the rule means, and says how that went. Rejects with `engine-unreachable` when there is no engine. */
  readonly run: (rule: DiskRule, signal: AbortSignal) => Promise<Omit<DiskRuleRun, 'at'>>;
  readonly firstAfterMs?: number;
}

/** Runs the rules that have a schedule when they are due, one after another, for as long as the app runs. */
export function startRuleSchedule({ settings, run, firstAfterMs = FIRST_AFTER_MS }: ScheduleDeps): { close(): void } {
  const closing = new AbortController();
  const notBefore = new Map<string, number>();
  /** Of this life of the app: what the organisation has set cannot be noted in the settings. */
  const ranAt = new Map<string, number>();
  const startedAt = Date.now() + firstAfterMs;
  let timer: NodeJS.Timeout | undefined;
  let isRunning = false;

  function dueAt({ rule, savedAt, lastRun }: ReturnType<typeof settings.current>['diskRules'][number]): number {
    const lastAt = Math.max(lastRun?.at ?? 0, ranAt.get(rule.id) ?? 0) || undefined;
    const next = nextRunAt(rule, savedAt, lastAt) ?? Infinity;
    return Math.max(next, startedAt, notBefore.get(rule.id) ?? 0);
  }

  function arm() {
    clearTimeout(timer);
    if (closing.signal.aborted || isRunning) return;
    const next = Math.min(...settings.current().diskRules.map(dueAt));
    if (next === Infinity) return;
    timer = setTimeout(() => void runDue(), Math.min(Math.max(0, next - Date.now()), MAX_WAIT_MS));
    timer.unref();
  }

  async function runDue() {
    isRunning = true;
    for (const known of settings.current().diskRules) {
      if (closing.signal.aborted) return;
      if (dueAt(known) <= Date.now()) await runOne(known.rule);
    }
    isRunning = false;
    arm();
  }

  async function runOne(rule: DiskRule) {
    const at = Date.now();
    try {
      await note(rule.id, { at, ...(await run(rule, closing.signal)) });
    } catch (thrown) {
      if (isCancelled(thrown) || closing.signal.aborted) return void notBefore.set(rule.id, Date.now() + AWAY_MS);
      const error = toAppError(thrown);
      if (error.code === 'engine-unreachable') notBefore.set(rule.id, Date.now() + AWAY_MS);
      else await note(rule.id, { at, removed: 0, freedBytes: 0, problem: error.message });
    }
  }

  async function note(id: string, lastRun: DiskRuleRun) {
    ranAt.set(id, lastRun.at);
    const diskRules = settings
      .current()
      .diskRules.map((known) => (known.rule.id === id ? { ...known, lastRun } : known));
    // On the disk or not, it is not run twice while the app lives.
    await settings.update({ diskRules }).catch(() => undefined);
  }

  const unsubscribe = settings.subscribe(arm);
  arm();
  return {
    close() {
      unsubscribe();
      clearTimeout(timer);
      closing.abort();
    },
  };
}
