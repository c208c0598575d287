import { afterEach, expect, test, vi } from 'vitest';
import { AppFailure } from '../../contract/errors.ts';
import { Settings } from '../../contract/model/settings.ts';
import { startRuleSchedule } from './ruleSchedule.ts';

afterEach(() => vi.useRealTimers());

const DAY_MS = 86_400_000;

test('a rule that the organisation has set runs once when it is due, though that cannot be noted in the settings', async () => {
  vi.useFakeTimers({ now: new Date(2026, 5, 1, 12) });
  const rule = {
    id: 'tidy',
    name: 'Tidy',
    context: 'default',
    containers: { stoppedForHours: 24 },
    schedule: { everyDays: 1, atMinute: 180 },
  };
  const settings = Settings.parse({ diskRules: [{ rule: rule, savedAt: Date.now() - 3 * DAY_MS }] });
  let runs = 0;
  const schedule = startRuleSchedule({
    settings: {
      current: () => settings,
      update: () =>
        Promise.reject(new AppFailure({ code: 'permission-denied', message: 'Set by your organisation', hint: '' })),
      subscribe: () => () => {},
    },
    run: async () => {
      runs += 1;
      return { removed: 0, freedBytes: 0 };
    },
    firstAfterMs: 10,
  });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(runs).toBe(1);
  await vi.advanceTimersByTimeAsync(DAY_MS);
  expect(runs).toBe(2);
  schedule.close();
});
