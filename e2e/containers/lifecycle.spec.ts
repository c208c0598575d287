import { expect, test } from '../fixtures.ts';
import { exists, inspect } from '../support/containers.ts';
import { settled } from '../support/settled.ts';

/** As PID 1 a shell has no handler for SIGTERM, and the kernel then ignores it. */
const DEAF = ['sh', '-c', 'while :; do sleep 1; done'];

test('a container is stopped, started and restarted, and its row says so at each step', async ({
  gantry,
  made,
  api,
}) => {
  const { id, name } = await made.container();
  const { containers } = gantry;
  await containers.shows(name, 'Running');
  await containers.quickly('Stop', name);
  await containers.shows(name, 'Exited (0)');
  await containers.quickly('Start', name);
  await containers.shows(name, 'Running');
  const { StartedAt } = (await inspect(api, id)).State;
  await containers.choose(name, 'Restart');
  await expect.poll(async () => (await inspect(api, id)).State.StartedAt).not.toBe(StartedAt);
  await containers.shows(name, 'Running');
});

test('a paused container is frozen until it is unpaused, and its log has the gap [AC-12]', async ({
  gantry,
  made,
  api,
}) => {
  const command = ['sh', '-c', 'trap "exit 0" TERM; while :; do date +%s; usleep 100000; done'];
  const { id, name } = await made.container({ command });
  const { containers, detail } = gantry;
  const seconds = async () => (await detail.logs.allLines()).map(Number);
  await containers.open(name);
  await detail.show('Logs');
  await detail.logs.says(/^\d{10}/);
  await detail.press('Pause');
  await containers.shows(name, 'Paused');
  expect((await inspect(api, id)).State.Paused).toBe(true);
  // The last lines before the pause may still be on their way.
  const atPause = await settled(seconds);
  // The scenario is a pause that can be seen in the output, which has seconds.
  await expect.poll(() => Date.now() / 1000 - atPause.at(-1)!, { timeout: 15_000 }).toBeGreaterThan(4);
  expect(await seconds()).toEqual(atPause);
  await detail.press('Unpause');
  await containers.shows(name, 'Running');
  await expect.poll(async () => (await seconds()).length).toBeGreaterThan(atPause.length);
  const [before, after] = (await seconds()).slice(atPause.length - 1);
  expect(after! - before!).toBeGreaterThanOrEqual(4);
  await detail.press('Stop');
  await containers.shows(name, 'Exited (0)');
});

test('an interactive container has the name it was given, and is stopped and removed by it [AC-19]', async ({
  gantry,
  made,
  api,
}) => {
  const name = made.name('centos-c1');
  const { containers, detail, page } = gantry;
  await gantry.runForm.run({ name, interactive: true, command: 'sh' });
  await expect(page.getByRole('region', { name: `Container ${name}` })).toBeVisible();
  await containers.shows(name, 'Running');
  await detail.terminal.isReady();
  await detail.terminal.type('echo $((6 * 7))');
  await detail.terminal.prints('42');
  const { Id, Config } = await inspect(api, name);
  expect(Config).toMatchObject({ Tty: true, OpenStdin: true });
  await detail.press('Close');

  // By its name alone, without looking for its row.
  await gantry.command(`stop ${name}`);
  // A shell that waits for input does not hear SIGTERM: the engine kills it after its ten seconds.
  await expect(containers.row(name)).toContainText('Exited (137)', { timeout: 20_000 });
  await gantry.command(`remove ${name}`);
  await gantry.dialog(`Remove ${name}?`).getByRole('button', { name: 'Remove' }).click();
  await containers.lacks(name);
  expect(await exists(api, Id)).toBe(false);
});

test('a killed container shows exit code 137, and a kill says which signal it sends [AC-22]', async ({
  gantry,
  made,
}) => {
  const { name } = await made.container();
  await gantry.containers.choose(name, 'Kill or send a signal…');
  const dialog = gantry.dialog(`Send a signal to ${name}`);
  await expect(dialog.getByRole('figure')).toContainText(`docker container kill ${name}`);
  await dialog.getByRole('button', { name: 'Kill' }).click();
  await gantry.containers.shows(name, 'Exited (137)');
});

test('a stopped shell loop shows exit code 143 when an init passes the signal on [AC-22]', async ({ gantry, made }) => {
  const { name } = await made.container({ command: DEAF, hostConfig: { Init: true } });
  await gantry.containers.quickly('Stop', name);
  await gantry.containers.shows(name, 'Exited (143)');
});

test('a stop that is not heard counts down, and can be ended at once', async ({ gantry, made, api }) => {
  const { id, name } = await made.container({ command: DEAF });
  const { containers } = gantry;
  await containers.quickly('Stop', name);
  await containers.shows(name, /Stopping….*\d s/);
  await containers.row(name).getByRole('button', { name: 'Kill now' }).click();
  await containers.shows(name, 'Exited (137)');
  expect((await inspect(api, id)).State.Running).toBe(false);
});

test('a stop can be given more or less time', async ({ gantry, made }) => {
  const { name } = await made.container({ command: DEAF });
  await gantry.containers.choose(name, 'Stop with a grace period…');
  const dialog = gantry.dialog(`Stop ${name}`);
  await dialog.getByRole('textbox', { name: 'Grace period in seconds' }).fill('1');
  await expect(dialog.getByRole('figure')).toContainText(`docker container stop -t 1 ${name}`);
  await dialog.getByRole('button', { name: 'Stop' }).click();
  await gantry.containers.shows(name, 'Exited (137)');
  await gantry.containers.open(name);
  await expect(gantry.detail.panel.getByRole('region', { name: 'What happened' })).toContainText(/SIGTERM.*--init/);
});

test('another signal reaches the program without ending it', async ({ gantry, made, api }) => {
  const command = ['sh', '-c', 'trap "echo heard" HUP; trap "exit 0" TERM; while :; do sleep 1 & wait $!; done'];
  const { id, name } = await made.container({ command });
  await gantry.containers.choose(name, 'Kill or send a signal…');
  const dialog = gantry.dialog(`Send a signal to ${name}`);
  // It takes the focus when it is open: what was typed before would lose it, and with it the list of signals.
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await dialog.getByLabel('Signal').fill('hup');
  await gantry.page.getByRole('option', { name: 'SIGHUP' }).click();
  await dialog.getByRole('button', { name: 'Send SIGHUP' }).click();
  await expect.poll(() => api.call<string>('GET', `/containers/${id}/logs?stdout=1`)).toContain('heard');
  await gantry.containers.shows(name, 'Running');
});

test('a container is renamed in its row, and a name that is taken is refused there', async ({ gantry, made, api }) => {
  const { id, name } = await made.container({ start: false });
  const other = await made.container({ start: false });
  const { containers, page } = gantry;
  await containers.choose(name, 'Rename');
  const field = page.getByRole('textbox', { name: `New name of ${name}` });
  await field.fill(other.name);
  await expect(page.getByRole('alert')).toContainText(`Another container is called “${other.name}”`);
  const next = made.name('renamed');
  await field.fill(next);
  await field.press('Enter');
  await expect(containers.row(next)).toBeVisible();
  await containers.lacks(name);
  await expect.poll(async () => (await inspect(api, id)).Name).toBe(`/${next}`);
});

test('limits and the restart policy change while it runs', async ({ gantry, made, api }) => {
  const { id, name } = await made.container();
  await gantry.containers.choose(name, 'Limits and restart policy…');
  const dialog = gantry.dialog(new RegExp(name));
  await dialog.getByRole('textbox', { name: 'Memory', exact: true }).fill('64m');
  // Of a container without a limit the engine takes the one only with the other.
  await dialog.getByRole('textbox', { name: 'Memory and swap' }).fill('128m');
  await dialog.getByRole('textbox', { name: 'CPUs', exact: true }).fill('0.5');
  await dialog.getByRole('combobox', { name: 'Restart policy' }).selectOption('Always, unless it was stopped');
  await expect(dialog.getByRole('figure')).toContainText('docker container update');
  await dialog.getByRole('button', { name: 'Update' }).click();
  await expect(dialog).toBeHidden();
  const { HostConfig, State } = await inspect(api, id);
  expect(HostConfig).toMatchObject({
    Memory: 64 * 1024 * 1024,
    NanoCpus: 500_000_000,
    RestartPolicy: { Name: 'unless-stopped' },
  });
  expect(State.Running).toBe(true);
});
