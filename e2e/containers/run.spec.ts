import { expect, test } from '../fixtures.ts';
import { exists, inspect } from '../support/containers.ts';
import { execIn } from '../support/exec.ts';
import { freePort } from '../support/ports.ts';

test('an image of one’s own says hello and ends with 0 [AC-04]', async ({ gantry, made, api }) => {
  const maker = await made.container({ start: false });
  const image = made.image('hello');
  const [repo, tag] = image.split(':');
  const changes = encodeURIComponent('CMD ["echo", "Hello from Docker! This message shows that it works."]');
  await api.call('POST', `/commit?container=${maker.id}&repo=${repo}&tag=${tag}&changes=${changes}`);
  const name = made.name('hello');
  await gantry.runForm.run({ image, name });
  await gantry.containers.shows(name, 'Exited (0)');
  await gantry.detail.show('Logs');
  await gantry.detail.logs.says('Hello from Docker! This message shows that it works.');
});

test('a line of text is printed and the container ends with 0 [S4]', async ({ gantry, made }) => {
  const name = made.name('echo');
  await gantry.runForm.run({ command: "/bin/echo 'Hello world'", name });
  await gantry.containers.shows(name, 'Exited (0)');
  await expect(gantry.detail.fact('Exit code')).toContainText('0');
  await gantry.detail.show('Logs');
  await gantry.detail.logs.says('Hello world');
});

test('whoami, pwd and date print what they should and end with 0 [AC-18]', async ({ gantry, made }) => {
  for (const [command, printed] of [
    ['whoami', /^root$/m],
    ['pwd', /^\/$/m],
    ['date', /UTC 20\d\d/],
  ] as const) {
    const name = made.name(command);
    await gantry.runForm.run({ command, name });
    await gantry.containers.shows(name, 'Exited (0)');
    await gantry.detail.show('Logs');
    await expect.poll(() => gantry.detail.logs.text()).toMatch(printed);
  }
});

test('an interactive shell is the main process: root, at the root, with the short id as its host name, until exit [AC-08] [S5]', async ({
  gantry,
  made,
  api,
}) => {
  const name = made.name('shell');
  await gantry.runForm.run({ command: '/bin/sh', name, interactive: true });
  const { terminal } = gantry.detail;
  await terminal.isReady(/\/ # $/);
  const { Id } = await inspect(api, name);
  // Nothing beside it: it is the first process and not a second shell.
  await expect(terminal.tabs.getByRole('tab')).toHaveText(['main process']);
  expect(await terminal.answer('echo $$')).toBe('1');
  expect(await terminal.answer('hostname')).toBe(Id.slice(0, 12));
  expect(await terminal.answer('id -u')).toBe('0');
  expect(await terminal.answer('pwd')).toBe('/');
  expect(await terminal.answer('echo /*')).toMatch(/\/bin .*\/etc .*\/usr/);
  await terminal.type('exit');
  await gantry.containers.shows(name, 'Exited (0)');
  await expect(terminal.status).toContainText('exit code 0');
});

test('an interactive program of an image without a shell is talked to', async ({ gantry, made, api }) => {
  const maker = await made.container();
  await execIn(api, maker.id, ['sh', '-c', 'rm /bin/sh /bin/ash /bin/hush; true']);
  const image = made.image('bare');
  const [repo, tag] = image.split(':');
  const changes = encodeURIComponent('CMD ["/bin/busybox", "tr", "a-z", "A-Z"]');
  await api.call('POST', `/commit?container=${maker.id}&repo=${repo}&tag=${tag}&changes=${changes}`);
  const name = made.name('bare');
  await gantry.runForm.run({ image, name, interactive: true });
  const { terminal } = gantry.detail;
  await expect(gantry.page.getByRole('button', { name: 'Detach' })).toBeVisible();
  await terminal.type('spoken to');
  // Only at the end of its input it says what it has kept.
  await terminal.press('Control+d');
  await terminal.says('SPOKEN TO');
  await gantry.containers.shows(name, 'Exited (0)');
});

test('a loop in the background gets a name from the engine, prints live, and leaves the running ones when stopped [S6]', async ({
  gantry,
  api,
}) => {
  const { containers, detail, runForm, page } = gantry;
  await runForm.run({ command: 'sh -c "trap exit TERM; while true; do echo hello world; sleep 1; done"' });
  const name = await page
    .getByRole('region', { name: /^Container / })
    .getByRole('heading')
    .first()
    .innerText();
  try {
    expect(name).toMatch(/^[a-z]+_[a-z]+\d*$/);
    await detail.show('Logs');
    await expect.poll(async () => (await detail.logs.text()).match(/hello world/g)?.length).toBeGreaterThan(1);
    await detail.press('Stop');
    await detail.press('Close');
    await page.getByRole('button', { name: /^Running/ }).click();
    await containers.lacks(name);
    await page.getByRole('button', { name: /^All/ }).click();
    await containers.shows(name, 'Exited');
  } finally {
    await api.call('DELETE', `/containers/${name}?force=1`);
  }
});

test('with auto-remove nothing is left when it ends [AC-13]', async ({ gantry, made, api }) => {
  const name = made.name('gone');
  await gantry.runForm.run({ command: 'sh -c "sleep 1"', name, autoRemove: true });
  await expect(gantry.main.getByText(/is gone$/)).toBeVisible();
  await gantry.containers.lacks(name);
  expect(await exists(api, name)).toBe(false);
});

test('everything the form says is what the engine gets, twice [S35]', async ({ gantry, made, api }) => {
  const name = made.name('demo');
  await gantry.runForm.run({
    command: 'sh -c "trap exit TERM; while :; do sleep 1 & wait $!; done" -- "an argument"',
    name,
    ports: [{ container: 80 }],
    env: { GREETING: 'hello = world', EMPTY: '' },
    labels: { 'com.example.team': 'blue' },
    more: { CPUs: '0.1', Memory: '32m', Hostname: 'demo-test', Domain: 'local', 'How many': '2' },
  });
  for (const each of [`${name}-1`, `${name}-2`]) {
    await gantry.containers.shows(each, 'Running');
    const { Config, HostConfig, NetworkSettings } = await inspect(api, each);
    expect(Config).toMatchObject({ Hostname: 'demo-test', Domainname: 'local' });
    expect(Config.Env).toEqual(expect.arrayContaining(['GREETING=hello = world', 'EMPTY=']));
    expect(Config.Labels).toMatchObject({ 'com.example.team': 'blue' });
    expect(Config.Cmd?.at(-1)).toBe('an argument');
    expect(HostConfig).toMatchObject({ Memory: 32 * 1024 * 1024, NanoCpus: 100_000_000 });
    expect(NetworkSettings.Ports['80/tcp']?.[0]?.HostIp).toBe('127.0.0.1');
  }
  await gantry.containers.open(`${name}-2`);
  await gantry.detail.show('Stats');
  await expect(gantry.detail.panel).toContainText(/32(\.0)? MiB/);
  await gantry.detail.press('Close');
  await gantry.containers.select(`${name}-1`, `${name}-2`);
  await gantry.containers.selectionBar.getByRole('button', { name: 'Remove 2 containers' }).click();
  const dialog = gantry.dialog('Remove 2 containers?');
  await dialog.getByRole('radio', { name: /^Stop first/ }).check();
  await dialog.getByRole('button', { name: 'Stop and remove' }).click();
  await gantry.containers.lacks(`${name}-1`);
  await gantry.containers.lacks(`${name}-2`);
  await gantry.goTo('Activity');
  await gantry.activity.ofObject(`${name}-1`);
  for (const action of ['create', 'start', 'die', 'destroy']) {
    await expect(gantry.activity.events).toContainText(action);
  }
});

test('a program that is not in the image is explained, and the container is kept to be corrected', async ({
  gantry,
  made,
  api,
}) => {
  const name = made.name('typo');
  const { runForm, containers } = gantry;
  await runForm.open();
  await runForm.fill({ command: 'nosuchcmd', name });
  await runForm.submit();
  await expect(runForm.field('Command')).toHaveAccessibleDescription(/nosuchcmd.* is kept/);
  await expect(runForm.field('Command')).toBeFocused();
  const { Id } = await inspect(api, name);
  // Said once, and not over the buttons that help.
  await expect(gantry.notice(/^Failed/)).toHaveCount(0);
  // It is looked at, and what was typed is still there to be corrected.
  await runForm.drawer.getByRole('button', { name: 'Open it' }).click();
  await expect(gantry.detail.panel).toHaveAccessibleName(`Container ${name}`);
  await gantry.detail.press('Close');
  await runForm.open();
  await runForm.field('Command').fill('echo corrected');
  await expect(runForm.drawer).not.toContainText('nosuchcmd');
  await runForm.drawer.getByRole('button', { name: 'Remove it and run again' }).click();
  await expect(runForm.drawer).toBeHidden();
  await containers.shows(name, 'Exited (0)');
  expect(await exists(api, Id)).toBe(false);
});

test('tries without a name leave nothing behind once one succeeds', async ({ gantry, made, api }) => {
  const { runForm } = gantry;
  const label = made.name('tries');
  const filters = encodeURIComponent(JSON.stringify({ label: [`tries=${label}`] }));
  const attempts = () => api.call<{ Id: string }[]>('GET', `/containers/json?all=1&filters=${filters}`);
  await runForm.open();
  await runForm.fill({ command: 'nosuchcmd', labels: { tries: label } });
  await runForm.submit();
  await expect(runForm.drawer.getByRole('alert')).toContainText('left from a run that failed');
  // A person who has not understood it yet.
  await runForm.submit();
  await expect.poll(attempts).toHaveLength(2);
  await runForm.field('Command').fill('true');
  await runForm.drawer.getByRole('button', { name: 'Remove all 2 and run again' }).click();
  await expect(runForm.drawer).toBeHidden();
  const left = await attempts();
  await Promise.all(left.map(({ Id }) => api.call('DELETE', `/containers/${Id}?force=1`)));
  expect(left).toHaveLength(1);
});

test('a name that is taken is refused while it is typed', async ({ gantry, made }) => {
  const { name } = await made.container({ start: false });
  await gantry.runForm.open();
  await gantry.runForm.fill({ name });
  await expect(gantry.runForm.drawer).toContainText(
    new RegExp(`${name}.*(taken|already|another)|(taken|already|another).*`, 'i'),
  );
  await gantry.runForm.field('Name').fill(made.name('free'));
  await expect(gantry.runForm.field('Name')).not.toHaveAttribute('aria-invalid', 'true');
});

test('what was typed is still there when the form was closed by mistake', async ({ gantry, made }) => {
  const name = made.name('kept');
  const port = await freePort();
  await gantry.runForm.open();
  await gantry.runForm.fill({ name, command: 'sleep 1', ports: [{ host: port, container: 80 }] });
  await gantry.page.keyboard.press('Escape');
  await expect(gantry.runForm.drawer).toBeHidden();
  await gantry.runForm.open();
  await expect(gantry.runForm.field('Name')).toHaveValue(name);
  await expect(gantry.runForm.drawer.getByLabel('Port 1: host port')).toHaveValue(String(port));
});
