import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { AppFailure } from '../../contract/errors.ts';
import { createJobs } from '../jobs/createJobs.ts';
import { createActivityLog } from '../services/activity.ts';
import { type AppLog, logWhatEnds, openAppLog } from './appLog.ts';

let dir: string;
let log: AppLog;
beforeEach(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), 'gantry-log-'));
  log = openAppLog(dir, () => new Date(0));
});
afterEach(async () => {
  await log.close();
  await rm(dir, { recursive: true });
});
const text = async () => {
  await log.settled();
  return readFile(log.file, 'utf8');
};

test('each action and job is written when it has ended, with why it failed and without secrets', async () => {
  const abort = new AbortController();
  const activity = createActivityLog();
  const jobs = createJobs();
  logWhatEnds(log, { activity: activity.feed, jobs: jobs.feed }, abort.signal);
  await activity.record({ context: 'here', title: 'Stop web', command: 'docker stop web' }, async () => {});
  const error = new AppFailure({
    code: 'conflict',
    message: 'No.',
    hint: '',
    engineText: 'http://me:s3cret@proxy said\nno',
  });
  await activity
    .record({ context: 'here', title: 'Kill web', command: 'docker kill web' }, () => Promise.reject(error))
    .catch(() => {});
  jobs.start({ kind: 'pull', title: 'Pull redis' }, async () => undefined);
  await expect.poll(text).toMatch(/job pull: Pull redis: done/);
  expect(await text()).toMatch(
    /^1970-01-01T00:00:00.000Z info here: Stop web \(docker stop web\): done after \d+ ms$/m,
  );
  expect(await text()).toMatch(
    /error here: Kill web .*: failed after \d+ ms\. No\. \[http:\/\/\*\*\*@proxy said ⏎ no\]$/m,
  );
  expect(await text()).not.toContain('s3cret');
  expect((await stat(log.file)).mode & 0o777).toBe(0o600);
  abort.abort();
});

test('it grows to two files of some megabytes, and no more', async () => {
  const line = 'x'.repeat(500_000); // cut, and searched for secrets in no time
  for (let i = 0; i < 1200; i++) log.write('info', i % 100 === 0 ? line : line.slice(0, 4000));
  await log.settled();
  expect((await readdir(dir)).toSorted()).toEqual(['gantry.log', 'gantry.log.1']);
  expect((await stat(log.file)).size).toBeLessThan(3 << 20);
  await log.empty();
  expect((await stat(log.file)).size).toBe(0);
});
