import { readFile } from 'node:fs/promises';
import { expect, test } from '../fixtures.ts';
import { IDLE, inspect } from '../support/containers.ts';
import { execIn } from '../support/exec.ts';

test('the changes show what was added, changed and deleted [AC-10]', async ({ gantry, made, api }) => {
  const { id, name } = await made.container();
  await execIn(api, id, ['sh', '-c', 'cd /home && touch abc cde fg && rm /etc/group']);
  await gantry.containers.open(name);
  await gantry.detail.show('Changes');
  const { changes } = gantry.detail;
  for (const [letter, path] of [
    ['C', 'home'],
    ['A', 'abc'],
    ['A', 'cde'],
    ['A', 'fg'],
    ['C', 'etc'],
    ['D', 'group'],
  ] as const) {
    await expect(changes.getByRole('treeitem', { name: new RegExp(`^\\s*${letter}\\s*${path}\\b`) })).toBeVisible();
  }
  await expect(gantry.detail.panel.getByRole('figure')).toContainText(`docker container diff ${name}`);
});

test('a database says how to reach it, its password only to be copied [S26]', async ({ gantry, made }) => {
  const { name } = await made.container({
    env: ['MYSQL_USER=shop', 'MYSQL_PASSWORD=s3cret', 'MYSQL_DATABASE=orders'],
    exposedPorts: ['3306/tcp'],
    hostConfig: { PortBindings: { '3306/tcp': [{ HostIp: '127.0.0.1', HostPort: '' }] } },
  });
  await gantry.containers.open(name);
  const connect = gantry.detail.panel.getByRole('region', { name: 'Connect' });
  await expect(connect).toContainText(/mysql:\/\/shop:•+@127\.0\.0\.1:\d+\/orders/);
  await expect(gantry.detail.panel).not.toContainText('s3cret');
  await expect(connect.getByRole('button', { name: 'Copy mysql' })).toBeVisible();
});

test.describe('the network', () => {
  test('is only loopback with none, eth0 of the bridge by default, and that of another container when shared [AC-49]', async ({
    gantry,
    made,
    api,
  }) => {
    const owner = await made.container();
    // The last line says whose log it is: that of the one before may still be on the screen.
    const command = (end: string) =>
      `sh -c "ip -o addr; echo ${end}; trap exit TERM; while :; do sleep 1 & wait $!; done"`;
    const printed = async (hint: string, network?: string) => {
      const name = made.name(hint);
      await gantry.runForm.run({ command: command(`end of ${name}`), name, ...(network && { network }) });
      await gantry.detail.show('Logs');
      await gantry.detail.logs.says(`end of ${name}`);
      return gantry.detail.logs.text();
    };
    const { Networks } = (await inspect(api, owner.id)).NetworkSettings;
    const ip = Object.values(Networks)[0]!.IPAddress;

    const none = await printed('none', 'None');
    expect(none).not.toContain('eth0');
    const own = await printed('own');
    expect(own).toMatch(/eth0.*inet \d+\./);
    expect(own).not.toContain(`inet ${ip}/`);
    expect(await printed('shared', owner.name)).toContain(`inet ${ip}/`);
    const host = await printed('host', 'Host: that of the machine');
    expect(host).toContain(`inet ${Networks['bridge']!.Gateway}/`);
  });

  test('is shown with gateway, address, prefix and MAC address as inspect has them [AC-50]', async ({
    gantry,
    made,
    api,
  }) => {
    const { id, name } = await made.container();
    await gantry.containers.open(name);
    await gantry.detail.show('Networks');
    const network = Object.values((await inspect(api, id)).NetworkSettings.Networks)[0]!;
    await expect(gantry.detail.fact('Address')).toContainText(`${network.IPAddress}/${network.IPPrefixLen}`);
    await expect(gantry.detail.fact('Gateway')).toContainText(network.Gateway);
    await expect(gantry.detail.fact('MAC address')).toContainText(network.MacAddress);
    await gantry.detail.show('Inspect');
    const { panel } = gantry.detail;
    await panel.getByRole('textbox', { name: 'Search keys and values' }).fill('IPPrefixLen');
    await expect(panel.getByRole('treeitem').filter({ hasText: 'IPPrefixLen' }).last()).toContainText(
      String(network.IPPrefixLen),
    );
  });
});

test('the processes are those of the machine: their ids, and the limits of their cgroup [AC-71] [AC-78]', async ({
  gantry,
  made,
  api,
}) => {
  const { id, name } = await made.container({
    command: ['sh', '-c', 'trap exit TERM; sleep 1234 & wait'],
    hostConfig: { Memory: 64 << 20 },
  });
  await gantry.containers.open(name);
  await gantry.detail.show('Processes');
  await expect(gantry.detail.processes).toContainText('sleep 1234');
  await gantry.detail.panel.getByRole('textbox', { name: 'Options for ps' }).fill('-aef');
  await expect(gantry.detail.processes.getByRole('columnheader', { name: 'PPID' })).toBeVisible();
  const pids = await gantry.detail.processIds();
  expect(pids).toContain((await inspect(api, id)).State.Pid);
  // The same process has another number inside: the list says the machine's.
  const sleeping = await readFile(`/proc/${pids.at(-1)}/status`, 'utf8');
  expect(sleeping).toMatch(/^NSpid:\s+\d+\s+\d+$/m);
  expect(await readFile(`/proc/${pids.at(-1)}/cgroup`, 'utf8')).toContain(id);
  await gantry.detail.show('Overview');
  await expect(gantry.detail.fact('Memory')).toContainText('64');
  await expect(gantry.detail.fact('Process id')).toContainText(String((await inspect(api, id)).State.Pid));

  await gantry.detail.press('Stop');
  await gantry.detail.show('Processes');
  await expect(gantry.detail.panel).toContainText(`${name} does not run`);
});

test('statistics are live for one and for two containers, and a stopped one has none [AC-71]', async ({
  gantry,
  made,
}) => {
  const busy = await made.container({ command: ['sh', '-c', 'while :; do :; done'], hostConfig: { NanoCpus: 2e8 } });
  const idle = await made.container();
  const { containers, detail } = gantry;
  const cells = (name: string) => containers.row(name).getByRole('gridcell');
  await expect(cells(busy.name).filter({ hasText: /^\d+(\.\d+)?%$/ })).toBeVisible();
  await expect(cells(idle.name).filter({ hasText: /^\d+(\.\d+)?%$/ })).toBeVisible();
  await expect(cells(idle.name).filter({ hasText: /MiB|KiB/ })).toBeVisible();
  await expect(async () => {
    const text = await cells(busy.name).filter({ hasText: '%' }).innerText();
    expect(Number.parseFloat(text)).toBeGreaterThan(8);
  }).toPass({ timeout: 10_000 });
  await containers.open(busy.name);
  await detail.show('Stats');
  await expect(detail.panel).toContainText(/\d+(\.\d+)? ?%/);
  await detail.press('Close');
  await containers.choose(busy.name, 'Kill or send a signal…');
  await gantry
    .dialog(/^Send a signal/)
    .getByRole('button', { name: 'Kill' })
    .click();
  await containers.shows(busy.name, 'Exited (137)');
  await expect(cells(busy.name).filter({ hasText: '%' })).toHaveCount(0);
  await expect(cells(busy.name).filter({ hasText: '—' }).first()).toBeVisible();
});

for (const [code, command, words] of [
  [127, ['sh', '-c', 'nosuchcmd'], /not found|no such/i],
  [126, ['sh', '-c', '/etc/passwd'], /not.*(run|execut|permission)|may not/i],
  [3, ['sh', '-c', 'echo the reason; exit 3'], /error of its own/i],
] as const) {
  test(`exit code ${code} is explained, with the last lines of the log`, async ({ gantry, made }) => {
    const { name } = await made.container({ command: [...command] });
    await gantry.containers.shows(name, `Exited (${code})`);
    await gantry.containers.open(name);
    const finding = gantry.detail.panel.getByRole('region', { name: 'What happened' });
    await expect(finding).toContainText(words);
    if (code === 3) await expect(finding).toContainText('the reason');
    await expect(gantry.detail.fact('Exit code')).toContainText(String(code));
  });
}

test('a health check is shown with its probes, and a sick container stays up', async ({ gantry, made }) => {
  const { name } = await made.container({
    healthcheck: { Test: ['CMD-SHELL', 'echo I feel sick; exit 1'], Interval: 1e8, Retries: 1, StartPeriod: 0 },
  });
  await gantry.containers.shows(name, 'Unhealthy');
  await gantry.containers.open(name);
  await gantry.detail.show('Health');
  await expect(gantry.detail.panel.getByRole('region', { name: 'Checks' })).toContainText('I feel sick');
  await expect(gantry.detail.fact('Health')).toContainText('unhealthy');
});

test('a program that was added in a terminal is in the image made of it, and in a container of that [AC-16]', async ({
  gantry,
  made,
  api,
}) => {
  const { name } = await made.container();
  const { containers, detail, runForm } = gantry;
  const { terminal } = detail;
  await containers.open(name);
  await detail.show('Terminal');
  await terminal.isReady();
  await terminal.type('which fetch-it || echo not-there');
  await terminal.prints('not-there');
  // As an installer does: the program in its place, a file of its own, and a list of what is installed.
  for (const step of [
    'mkdir -p /usr/local/bin /var/lib/fetched',
    'head -c 3000000 /dev/urandom > /var/lib/fetched/data',
    "printf '#!/bin/sh\\necho fetched\\n' > /usr/local/bin/fetch-it",
    'chmod +x /usr/local/bin/fetch-it; echo fetch-it:x:99: >> /etc/group',
    'which fetch-it && echo installed',
  ]) {
    await terminal.type(step);
  }
  await terminal.prints('/usr/local/bin/fetch-it', 'installed');

  await detail.show('Changes');
  const change = (letter: 'A' | 'C', path: string) =>
    detail.changes.getByRole('treeitem', { name: new RegExp(`^\\s*${letter}\\s*${path}(?![\\w-])`) });
  for (const path of ['etc', 'group', 'usr', 'var']) await expect(change('C', path)).toBeVisible();
  // What is new as a whole is closed at first.
  for (const folder of ['local', 'bin', 'lib', 'fetched']) await change('A', folder).click();
  await expect(change('A', 'fetch-it')).toBeVisible();
  await expect(change('A', 'data')).toBeVisible();

  const image = made.image('with-fetch-it');
  await containers.choose(name, 'Commit to an image…');
  const dialog = gantry.dialog(`Commit ${name} to an image`);
  await dialog.getByRole('textbox', { name: 'Repository' }).fill(image.split(':')[0]!);
  await dialog.getByRole('button', { name: 'Commit' }).click();
  await expect(dialog).toBeHidden();
  type Image = { readonly Size: number; readonly RepoTags: readonly string[] };
  const [base, own] = await Promise.all(
    ['busybox:latest', image].map((each) => api.call<Image>('GET', `/images/${each}/json`)),
  );
  expect(own!.RepoTags).toContain(image);
  expect(own!.Size).toBeGreaterThanOrEqual(base!.Size + 3_000_000);

  const second = made.name('of-image');
  await runForm.run({ image, name: second, command: 'sh', interactive: true });
  await containers.shows(second, 'Running');
  await terminal.isReady();
  await terminal.type('which fetch-it; fetch-it');
  await terminal.prints('/usr/local/bin/fetch-it', 'fetched');
});

test('a container becomes an image, and its files an archive [S47]', async ({ gantry, made, api }) => {
  const { id, name } = await made.container();
  await execIn(api, id, ['sh', '-c', 'echo kept > /home/note']);
  const image = made.image('saved');
  const repository = image.split(':')[0]!;
  await gantry.containers.choose(name, 'Commit to an image…');
  const dialog = gantry.dialog(`Commit ${name} to an image`);
  await dialog.getByRole('textbox', { name: 'Repository' }).fill(repository);
  await dialog.getByRole('textbox', { name: 'Message' }).fill('with a note');
  await dialog.getByRole('button', { name: 'Commit' }).click();
  await expect(dialog).toBeHidden();
  const second = made.name('again');
  await gantry.runForm.run({ image, command: 'cat /home/note', name: second });
  await gantry.containers.shows(second, 'Exited (0)');
  await gantry.detail.show('Logs');
  await gantry.detail.logs.says('kept');

  const downloading = gantry.page.waitForEvent('download');
  await gantry.containers.choose(name, 'Export the filesystem');
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/\.tar$/);
  const archive = await readFile(await download.path());
  // As tar(5) says: the magic of the first header, and a file with its content.
  expect(archive.subarray(257, 262).toString()).toBe('ustar');
  expect(archive.includes(Buffer.from('home/note\0'))).toBe(true);
  expect(archive.includes(Buffer.from('kept\n'))).toBe(true);
});

test('a container that is removed elsewhere while its detail is open says that it is gone', async ({
  gantry,
  made,
  api,
}) => {
  const { id, name } = await made.container({ command: IDLE });
  await gantry.containers.open(name);
  await expect(gantry.detail.fact('Process id')).toBeVisible();
  await api.call('DELETE', `/containers/${id}?force=1`);
  await expect(gantry.main.getByText(`${name} is gone`)).toBeVisible();
  await gantry.main.getByRole('button', { name: 'Back to the list' }).click();
  await gantry.containers.lacks(name);
});
