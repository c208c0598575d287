import type { WebSocketRoute } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { inspect } from '../support/containers.ts';
import { execIn, processesIn } from '../support/exec.ts';
import { fetched } from '../support/ports.ts';
import { settled } from '../support/settled.ts';
import { WEB_COMMAND } from '../support/webServer.ts';

/** A shell as the main process, as `docker run -it busybox sh` makes it. */
const SHELL = { command: ['sh'], tty: true, stopTimeoutSeconds: 1 } as const;

test('attached, one leaves the main process running, comes back to it, and ends it with exit [AC-09]', async ({
  gantry,
  made,
  api,
}) => {
  const { id, name } = await made.container(SHELL);
  const { containers, detail } = gantry;
  const { terminal } = detail;
  await containers.open(name);
  await detail.show('Terminal');
  await terminal.isReady();
  await terminal.type('cd /usr; marker=kept');
  await terminal.isReady(/\/usr # $/);
  await gantry.page.getByRole('button', { name: 'Detach' }).click();
  await expect(terminal.status).toContainText('The main process goes on');
  await containers.shows(name, 'Running');

  await terminal.attachAgain();
  await terminal.type('echo "[$marker]" in $PWD');
  await terminal.says('[kept] in /usr');
  // The keys of docker attach leave it too.
  await terminal.press('Control+p');
  await terminal.press('Control+q');
  await expect(terminal.status).toContainText('The main process goes on');
  expect((await inspect(api, id)).State.Running).toBe(true);

  await terminal.attachAgain();
  await terminal.type('exit');
  await containers.shows(name, 'Exited (0)');
});

test('what is typed in one of two attached terminals is seen in both [AC-20]', async ({ gantry, made }) => {
  const { name } = await made.container(SHELL);
  const { containers, detail } = gantry;
  const { terminal } = detail;
  await containers.open(name);
  await detail.show('Terminal');
  await terminal.isReady();
  await terminal.attach();
  await expect(terminal.tabs.getByRole('tab')).toHaveText(['main process', 'main process 2']);
  await terminal.type('echo seen-$((40 + 2))');
  await terminal.says('seen-42');
  const other = terminal.tabs.getByRole('tab').first();
  await other.click();
  await expect(other).toHaveAttribute('aria-selected', 'true');
  await terminal.says('seen-42');
});

test('a paused shell says nothing until it is unpaused; then it answers what was typed [AC-21]', async ({
  gantry,
  made,
}) => {
  const { name } = await made.container(SHELL);
  const { containers, detail } = gantry;
  const { terminal } = detail;
  await containers.open(name);
  await detail.show('Terminal');
  await terminal.isReady();
  await detail.press('Pause');
  await containers.shows(name, 'Paused');
  await terminal.type('echo late-$((40 + 2))');
  await settled(() => terminal.lines());
  await expect(terminal.screen).not.toContainText('late-42');
  await detail.press('Unpause');
  await terminal.says('late-42');
  await detail.press('Restart');
  await containers.shows(name, 'Running');
});

test('a shell that is killed only closes its terminal, and the program goes on [AC-70]', async ({
  gantry,
  made,
  api,
}) => {
  const name = made.name('trainingapp');
  const { containers, detail, runForm } = gantry;
  const { terminal, processes } = detail;
  await runForm.run({ name, command: WEB_COMMAND });
  await containers.shows(name, 'Running');
  const { Pid } = (await inspect(api, name)).State;
  await detail.show('Terminal');
  await terminal.isReady();
  await terminal.type('ps -o pid,args');
  await expect.poll(() => terminal.lines()).toContainEqual(expect.stringMatching(/^ *1 sh -c /));

  await detail.show('Processes');
  const program = processes.getByRole('row').filter({ has: gantry.page.getByRole('cell', { name: /^httpd / }) });
  const shell = processes.getByRole('row').filter({ has: gantry.page.getByRole('cell', { name: /^(\/bin\/)?ash$/ }) });
  await expect(program).toHaveCount(1);
  await expect(shell).toHaveCount(1);

  await detail.show('Terminal');
  await terminal.type('kill -9 $$');
  await expect(terminal.status).toContainText('137');
  await detail.show('Processes');
  await expect(shell).toHaveCount(0);
  await expect(program).toHaveCount(1);
  await containers.shows(name, 'Running');
  const { State, NetworkSettings } = await inspect(api, name);
  expect(State).toMatchObject({ Running: true, Pid });
  const address = `http://${Object.values(NetworkSettings.Networks)[0]!.IPAddress}/`;
  await expect.poll(() => fetched(address)).toContain('It works!');

  await detail.show('Terminal');
  await gantry.page.getByRole('button', { name: 'Restart shell' }).click();
  await terminal.isReady();
});

test('a program in the background is watched and left without being stopped [AC-74]', async ({ gantry, made, api }) => {
  const { id, name } = await made.container({
    command: ['sh', '-c', 'trap "exit 0" TERM; while :; do df -h / | tail -1; sleep 0.3; done'],
  });
  const { containers, detail } = gantry;
  await containers.open(name);
  await detail.show('Terminal');
  await detail.terminal.isReady();
  await detail.terminal.attach();
  await detail.terminal.says(/\d+%\s+\/\s/);
  await gantry.page.getByRole('button', { name: 'Detach' }).click();
  await expect(detail.terminal.status).toContainText('goes on');
  expect((await inspect(api, id)).State.Running).toBe(true);
});

test('terminals survive a walk through the app and a reload, and nothing is left running when one is closed', async ({
  gantry,
  made,
  api,
}) => {
  const { id, name } = await made.container();
  const before = (await processesIn(api, id)).length;
  const { containers, detail } = gantry;
  const { terminal } = detail;
  await containers.open(name);
  await detail.show('Terminal');
  await terminal.isReady();
  await terminal.type('sleep 4321 & marker=still');
  await expect.poll(() => processesIn(api, id)).toContain('sleep 4321');
  await gantry.goTo('Settings');
  await gantry.goTo('Terminals');
  await terminal.type('echo $marker-here');
  await terminal.says('still-here');
  await gantry.goTo('Settings');
  await gantry.page.reload();
  await gantry.goTo('Terminals');
  await terminal.says('Taken up again');
  await terminal.type('echo $marker-mine');
  await terminal.says('still-mine');
  await gantry.page.getByRole('button', { name: new RegExp(`^Close ${name}`) }).click();
  await expect(gantry.main.getByText('No terminal is open')).toBeVisible();
  await expect
    .poll(async () => (await processesIn(api, id)).filter((line) => line !== 'sleep 1'))
    .toHaveLength(before - 1);
});

test('another user and another folder can be chosen, and bash is not asked of an image without it', async ({
  gantry,
  made,
}) => {
  const { name } = await made.container();
  const { containers, detail, page } = gantry;
  await containers.open(name);
  await detail.show('Terminal');
  await detail.terminal.isReady();
  await page.getByRole('button', { name: 'New shell as…' }).click();
  const form = page.getByRole('dialog', { name: 'New shell' });
  await form.getByRole('textbox', { name: 'User' }).fill('nobody');
  await form.getByRole('textbox', { name: 'Folder' }).fill('/tmp');
  await form.getByRole('button', { name: 'Open' }).click();
  await detail.terminal.isReady(/\/tmp \$ $/);
  await detail.terminal.type('id -un');
  await detail.terminal.says(/id -un\s*nobody/);
});

test('the window’s size reaches the program', async ({ gantry, made }) => {
  const { name } = await made.container();
  const { containers, detail, page } = gantry;
  const { terminal } = detail;
  await containers.open(name);
  await detail.show('Terminal');
  await terminal.isReady();
  const columns = async () => {
    await terminal.type('clear; stty size');
    let size = '';
    await expect(async () => {
      size = /^(\d+) (\d+)/m.exec((await terminal.screen.innerText()).replaceAll('\u00a0', ' '))?.[2] ?? '';
      expect(size).not.toBe('');
    }).toPass();
    return Number(size);
  };
  const narrow = await columns();
  await page.getByRole('button', { name: 'Use the whole window' }).click();
  await expect.poll(columns).toBeGreaterThan(narrow);
  await page.getByRole('button', { name: 'Show beside the list' }).click();
  await expect.poll(columns).toBe(narrow);
});

test('a container without a shell says so', async ({ gantry, made, api }) => {
  const { id, name } = await made.container({ command: ['/bin/busybox', 'sleep', '3600'] });
  await execIn(api, id, ['sh', '-c', 'rm /bin/sh /bin/ash /bin/hush; true']);
  await gantry.containers.open(name);
  await gantry.detail.show('Terminal');
  await expect(gantry.detail.panel.getByRole('alert')).toContainText(/no shell/i);
});

test('a connection that breaks costs no shell: it goes on meanwhile, and what it printed is shown @browser', async ({
  gantry,
  made,
}) => {
  const { page, containers, detail } = gantry;
  const { terminal } = detail;
  const { name } = await made.container();
  const open = new Set<WebSocketRoute>();
  let isCut = false;
  await page.routeWebSocket(/\/rpc$/, (socket) => {
    if (isCut) return void socket.close({ code: 3999 });
    open.add(socket);
    socket.connectToServer();
  });
  await page.reload();
  await containers.open(name);
  await detail.show('Terminal');
  await terminal.isReady();
  await terminal.type('marker=kept; echo be""gun; sleep 2; echo "printed [$marker] meanwhile"');
  await terminal.says('begun'); // what is typed just when the connection breaks may be lost
  isCut = true;
  for (const socket of open) await socket.close({ code: 3999, reason: 'not a goodbye' });
  const banner = page.getByRole('alert').filter({ hasText: 'Connection to Gantry lost' });
  await expect(banner).toBeVisible();
  await page.waitForTimeout(3000); // it prints while nobody reads
  isCut = false;
  await banner.getByRole('button', { name: 'Try now' }).click();
  await terminal.says('printed [kept] meanwhile');
  await terminal.type('echo "still [$marker]"');
  await terminal.says('still [kept]');
});
