import { expect, test } from '../fixtures.ts';
import { inspect } from '../support/containers.ts';

/** As `docker run --interactive --tty busybox sh` makes it. */
const SHELL = { command: ['sh'], tty: true, stopTimeoutSeconds: 1 } as const;

test('stopped from outside the terminal says so; started again, it is attached and the prompt is back [AC-11]', async ({
  gantry,
  made,
}) => {
  const { name } = await made.container(SHELL);
  const { containers, detail } = gantry;
  const { terminal } = detail;
  await containers.open(name);
  await detail.show('Terminal');
  await terminal.isReady();
  expect(await terminal.answer('echo $$')).toBe('1');
  await detail.press('Stop');
  await expect(terminal.status).toContainText('The container has stopped (exit code 137)');
  await containers.shows(name, 'Exited (137)');
  await detail.panel.getByRole('button', { name: 'Start', exact: true }).last().click();
  await containers.shows(name, 'Running');
  await terminal.isAttachedAnew();
  await terminal.isReady();
  expect(await terminal.answer('echo $$')).toBe('1');
});

test('attached, stopped and started, and restarted: each time the new main process answers [AC-21]', async ({
  gantry,
  made,
  api,
}) => {
  const { id, name } = await made.container(SHELL);
  const { containers, detail } = gantry;
  const { terminal } = detail;
  const startedAt = async () => (await inspect(api, id)).State.StartedAt;
  const first = await startedAt();
  await containers.open(name);
  await detail.show('Terminal');
  await terminal.isReady();
  await terminal.type('marker=first');
  expect(await terminal.answer('echo "[$marker]"')).toBe('[first]');

  await detail.press('Stop');
  await containers.shows(name, 'Exited (137)');
  await detail.press('Start');
  await containers.shows(name, 'Running');
  await terminal.isAttachedAnew();
  await terminal.isReady();
  const second = await startedAt();
  expect(Date.parse(second)).toBeGreaterThan(Date.parse(first));
  // Another process: what the one before knew is gone.
  expect(await terminal.answer('echo "[$marker]"')).toBe('[]');

  await detail.press('Restart');
  await expect.poll(startedAt).not.toBe(second);
  await containers.shows(name, 'Running');
  await terminal.isAttachedAnew();
  await terminal.isReady();
  expect(await terminal.answer('echo $$')).toBe('1');
});

test('a stopped one that is started in the list is attached to when its terminal is opened', async ({
  gantry,
  made,
}) => {
  const { name } = await made.container({ ...SHELL, start: false });
  const { containers, detail } = gantry;
  await containers.quickly('Start', name);
  await containers.shows(name, 'Running');
  await containers.quickly('Terminal in', name);
  await expect(detail.terminal.tabs.getByRole('tab')).toHaveText(['main process']);
  await detail.terminal.isReady();
});
