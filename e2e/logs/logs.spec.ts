import { expect, test } from '../fixtures.ts';
import { settled } from '../support/settled.ts';

const COUNTING = ['sh', '-c', 'trap "exit 0" TERM; i=0; while :; do i=$((i+1)); echo "tick $i"; sleep 0.3; done'];

test('a date loop is followed live [AC-17]', async ({ gantry, made }) => {
  const { name } = await made.container({
    command: ['sh', '-c', 'trap "exit 0" TERM; while :; do date; sleep 0.5; done'],
  });
  await gantry.containers.quickly('Logs of', name);
  const { logs } = gantry.detail;
  const lines = async () => (await logs.text()).match(/UTC 20\d\d/g)?.length ?? 0;
  await expect.poll(lines).toBeGreaterThan(0);
  const before = await lines();
  await expect.poll(lines).toBeGreaterThan(before + 1);
  await expect(logs.footer).toContainText('Following');
});

test('timestamps are RFC 3339, and exactly the last lines are read when so asked [AC-73]', async ({ gantry, made }) => {
  const { name } = await made.container({ command: ['sh', '-c', 'seq 1 1500 | sed s/^/line-/'] });
  await gantry.containers.shows(name, 'Exited (0)');
  await gantry.containers.quickly('Logs of', name);
  const { logs } = gantry.detail;
  await logs.says('line-1500');
  await expect.poll(() => logs.allLines()).toHaveLength(1500);
  await logs.display('UTC (ISO 8601)');
  await expect.poll(() => logs.text()).toMatch(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z\s*line-1500/);
  await logs.display('Last 1,000 lines');
  await logs.display('No timestamps');
  await expect.poll(() => logs.allLines()).toHaveLength(1000);
  const lines = await logs.allLines();
  expect([lines[0], lines.at(-1)]).toEqual(['line-501', 'line-1500']);
  await logs.tail(2);
  await expect.poll(() => logs.allLines()).toEqual(['line-1499', 'line-1500']);
});

test('scrolled back it stays there while lines come, and goes on at the end when asked', async ({ gantry, made }) => {
  const { name } = await made.container({
    command: ['sh', '-c', 'seq 1 500; trap "exit 0" TERM; while :; do echo more; sleep 0.1; done'],
  });
  await gantry.containers.quickly('Logs of', name);
  const { logs } = gantry.detail;
  await logs.says('more');
  await logs.lines.hover();
  await gantry.page.mouse.wheel(0, -3000);
  await expect(logs.lines).not.toContainText('more');
  const seen = await settled(() => logs.text());
  const pill = gantry.page.getByRole('button', { name: /\d+ new lines?/ });
  await expect(pill).toBeVisible();
  expect(await logs.text()).toBe(seen);
  await pill.click();
  await logs.says('more');
  await expect(logs.footer).toContainText('Following');
});

test('a search counts, steps and filters, also by a regular expression', async ({ gantry, made }) => {
  const { name } = await made.container({
    command: ['sh', '-c', 'for i in $(seq 1 300); do echo "request $i took $((i % 10))ms"; done'],
  });
  await gantry.containers.shows(name, 'Exited (0)');
  await gantry.containers.quickly('Logs of', name);
  const { logs } = gantry.detail;
  await logs.says('request 300');
  await logs.search.fill('took 7ms');
  const at = async () => Number(/^(\d+)(?: of |\/)30/.exec(await logs.view.innerText())?.[1]);
  // It begins where one looks, at the end, and goes on from there.
  await logs.search.press('Enter');
  await expect.poll(at).toBeGreaterThan(20);
  const first = await at();
  await logs.search.press('Enter');
  await expect.poll(at).toBe(first + 1);
  await logs.view.getByRole('button', { name: 'Only lines that match' }).click();
  await expect(logs.footer).toContainText(/(?<!\d)30 of 30\d lines/);
  expect(await logs.allLines()).toHaveLength(30);
  await logs.view.getByRole('button', { name: 'Regular expression' }).click();
  await logs.search.fill('request (1|2)99 ');
  await expect(logs.footer).toContainText(/(?<!\d)2 of 30\d lines/);
  await logs.search.fill('request (');
  await expect(logs.view.getByRole('alert')).toBeVisible();
});

test('logs of several containers are merged by time, each under its name', async ({ gantry, made }) => {
  const one = await made.container({ command: COUNTING });
  const two = await made.container({ command: COUNTING });
  await gantry.goTo('Logs');
  await gantry.main.getByRole('button', { name: 'Choose containers' }).click();
  const picker = gantry.page.getByRole('dialog');
  for (const { name } of [one, two]) await picker.getByRole('checkbox', { name }).check();
  await picker.getByRole('button', { name: 'Done' }).click();
  const { logs } = gantry.detail;
  await logs.says(one.name);
  await logs.says(two.name);
  await logs.view.getByRole('button', { name: one.name }).click();
  await expect(logs.lines).not.toContainText(one.name);
  await logs.says(two.name);
});

test('standard error is told from standard output and can be shown alone', async ({ gantry, made }) => {
  const { name } = await made.container({ command: ['sh', '-c', 'echo to-out; echo to-err >&2'] });
  await gantry.containers.shows(name, 'Exited (0)');
  await gantry.containers.quickly('Logs of', name);
  const { logs } = gantry.detail;
  await logs.says('to-out');
  await logs.says('to-err');
  await logs.view.getByRole('button', { name: /^Levels and streams/ }).click();
  await gantry.page.getByRole('menuitemcheckbox', { name: 'stdout' }).click();
  await expect(logs.lines).not.toContainText('to-out');
  await logs.says('to-err');
});
