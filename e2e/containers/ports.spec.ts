import { expect, test } from '../fixtures.ts';
import { inspect } from '../support/containers.ts';
import { fetched, freePort, otherAddress } from '../support/ports.ts';
import { WEB_COMMAND, WEB_SERVER } from '../support/webServer.ts';

test('a web server’s log, address and page agree [AC-24]', async ({ gantry, made, api }) => {
  const { id, name } = await made.container({ command: WEB_SERVER });
  await gantry.containers.open(name);
  await gantry.detail.show('Networks');
  const ip = (await gantry.detail.fact('Address').innerText()).split('/')[0]!.trim();
  expect(Object.values((await inspect(api, id)).NetworkSettings.Networks)[0]?.IPAddress).toBe(ip);
  await expect.poll(() => fetched(`http://${ip}/`)).toContain('It works!');
  await gantry.detail.show('Logs');
  await gantry.detail.logs.says(/response:200/);
});

test('a published port is a link that leads to the page [AC-25] [AC-26] [AC-27]', async ({ gantry, made, api }) => {
  const name = made.name('web');
  const port = await freePort();
  const { containers, detail } = gantry;
  await gantry.runForm.run({
    command: WEB_COMMAND,
    name,
    ports: [{ host: port, container: 80, from: 'Every network' }],
  });
  await detail.press('Close');
  const link = containers.row(name).getByRole('link', { name: `${port}→80` });
  await expect(link).toHaveAttribute('href', `http://localhost:${port}`);
  const opened = gantry.page.waitForEvent('popup');
  await link.click();
  await expect((await opened).getByRole('heading', { name: 'It works!' })).toBeVisible();
  await (await opened).close();

  // The way in, the inspect and the list say the same.
  await containers.open(name);
  const { NetworkSettings } = await inspect(api, name);
  const ip = Object.values(NetworkSettings.Networks)[0]!.IPAddress;
  const way = detail.panel.getByRole('region', { name: 'How traffic reaches it' });
  await expect(way.getByRole('link', { name: `http://localhost:${port}` })).toBeVisible();
  await expect(way).toContainText(`${ip}:80/tcp`);
  await expect(way).toContainText('every network');
  expect(NetworkSettings.Ports['80/tcp']).toContainEqual({ HostIp: '0.0.0.0', HostPort: String(port) });
  await detail.show('Inspect');
  await detail.panel.getByRole('textbox', { name: 'Search keys and values' }).fill(String(port));
  await expect(
    detail.panel
      .getByRole('treeitem')
      .filter({ hasText: String(port) })
      .first(),
  ).toBeVisible();
});

test('a port that is only exposed is shown, and told from a published one [AC-27]', async ({ gantry, made }) => {
  const { name } = await made.container({ exposedPorts: ['8080/tcp'] });
  await expect(gantry.containers.row(name)).toContainText('8080');
  await expect(gantry.containers.row(name).getByRole('link', { name: /8080/ })).toHaveCount(0);
  await gantry.containers.open(name);
  await expect(gantry.detail.panel).toContainText('No port is published: nothing outside reaches it.');
});

test('an address that the machine lacks is said so; one that it has works [AC-28]', async ({ gantry, made, api }) => {
  const port = await freePort();
  const { runForm } = gantry;
  await runForm.open();
  await runForm.fill({ command: WEB_COMMAND, ports: [{ from: '198.51.100.73', host: port, container: 80 }] });
  await expect(runForm.drawer).toContainText('does not have this address');
  const name = made.name('bound');
  const address = otherAddress();
  await runForm.field('Name').fill(name);
  await runForm.drawer.getByLabel('Port 1: address').fill(address);
  await runForm.submit();
  await expect(runForm.drawer).toBeHidden();
  await gantry.containers.shows(name, 'Running');
  expect((await inspect(api, name)).NetworkSettings.Ports['80/tcp']).toEqual([
    { HostIp: address, HostPort: String(port) },
  ]);
  await expect.poll(() => fetched(`http://${address}:${port}/`)).toContain('It works!');
  expect(await fetched(`http://127.0.0.1:${port}/`)).toContain('ECONNREFUSED');
});

test('a container that could not have its address stays created, says why, and can be removed [AC-28]', async ({
  gantry,
  made,
  api,
}) => {
  const port = await freePort();
  const { id, name } = await made.container({
    start: false,
    hostConfig: { PortBindings: { '80/tcp': [{ HostIp: '198.51.100.73', HostPort: String(port) }] } },
  });
  await gantry.containers.shows(name, 'Created');
  await gantry.containers.quickly('Start', name);
  await expect(gantry.notice(/198\.51\.100\.73/)).toBeVisible();
  await gantry.containers.shows(name, 'Created');
  await gantry.containers.choose(name, 'Remove…');
  await gantry.dialog(`Remove ${name}?`).getByRole('button', { name: 'Remove' }).click();
  await gantry.containers.lacks(name);
  await expect(inspect(api, id)).rejects.toThrow('404');
});

test('a port that is taken names its owner and offers a free one [AC-29]', async ({ gantry, made, api }) => {
  const port = await freePort();
  const owner = await made.container({
    hostConfig: { PortBindings: { '80/tcp': [{ HostIp: '127.0.0.1', HostPort: String(port) }] } },
  });
  const name = made.name('second');
  const { runForm } = gantry;
  await runForm.open();
  await runForm.fill({ command: WEB_COMMAND, name, ports: [{ host: port, container: 80 }] });
  await expect(runForm.drawer).toContainText(`Taken by ${owner.name}`);
  const offer = runForm.drawer.getByRole('button', { name: /^Use \d+ instead/ });
  const free = Number(/\d+/.exec(await offer.innerText())?.[0]);
  await offer.click();
  await runForm.submit();
  await expect(runForm.drawer).toBeHidden();
  await gantry.containers.shows(name, 'Running');
  expect((await inspect(api, name)).NetworkSettings.Ports['80/tcp']?.[0]?.HostPort).toBe(String(free));
  expect(free).not.toBe(port);
});

test('a start on a port that another container holds says whose it is [AC-29]', async ({ gantry, made }) => {
  const port = await freePort();
  const binding = { PortBindings: { '80/tcp': [{ HostIp: '127.0.0.1', HostPort: String(port) }] } };
  const owner = await made.container({ hostConfig: binding });
  const { name } = await made.container({ hostConfig: binding, start: false });
  await gantry.containers.quickly('Start', name);
  const notice = gantry.notice(String(port));
  await expect(notice).toContainText(owner.name);
});

test('ports in six forms are bound as they were asked for [S17] [AC-30]', async ({ gantry, made, api }) => {
  const name = made.name('forms');
  const [everywhere, loopback, both] = [await freePort(), await freePort(), await freePort()];
  await gantry.runForm.run({
    command: WEB_COMMAND,
    name,
    ports: [
      { from: 'Every network', host: everywhere, container: 80 },
      { host: loopback, container: 80 },
      { from: 'Every network', container: 81 },
      { container: 82 },
      { host: both, container: 53, protocol: 'udp' },
      { from: otherAddress(), host: both, container: 83 },
    ],
  });
  const { Ports } = (await inspect(api, name)).NetworkSettings;
  const ips = (port: string) => Ports[port]?.map(({ HostIp }) => HostIp) ?? [];
  expect(Ports['80/tcp']).toContainEqual({ HostIp: '0.0.0.0', HostPort: String(everywhere) });
  expect(Ports['80/tcp']).toContainEqual({ HostIp: '127.0.0.1', HostPort: String(loopback) });
  expect(ips('81/tcp')).toContain('0.0.0.0');
  expect(ips('82/tcp')).toEqual(['127.0.0.1']);
  expect(Ports['53/udp']).toEqual([{ HostIp: '127.0.0.1', HostPort: String(both) }]);
  expect(Ports['83/tcp']).toEqual([{ HostIp: otherAddress(), HostPort: String(both) }]);

  // A port that the engine chose leads somewhere, and is in the list too, behind the one that there is room for.
  const chosen = Ports['81/tcp']![0]!.HostPort;
  expect(Number(chosen)).toBeGreaterThan(1024);
  await expect(gantry.detail.link(`http://localhost:${chosen}`)).toBeVisible();
  await gantry.detail.press('Close');
  const row = gantry.containers.row(name);
  await row.getByText('+5').hover();
  await expect(gantry.page.getByText(`:${chosen} → 81/tcp`)).toBeVisible();

  // Loopback is loopback.
  await expect.poll(() => fetched(`http://127.0.0.1:${loopback}/`)).toContain('It works!');
  await expect.poll(() => fetched(`http://${otherAddress()}:${everywhere}/`)).toContain('It works!');
  expect(await fetched(`http://${otherAddress()}:${loopback}/`)).not.toContain('It works!');
});

test('all ports of an image are published with one tick [S9]', async ({ gantry, made, api }) => {
  const maker = await made.container({ command: WEB_SERVER, exposedPorts: ['80/tcp'], start: false });
  const image = made.image('web');
  const [repo, tag] = image.split(':');
  await api.call('POST', `/commit?container=${maker.id}&repo=${repo}&tag=${tag}`);
  const name = made.name('first');
  const { containers, detail, runForm } = gantry;
  await runForm.run({ image, name, publishAll: true });
  const chosen = (await inspect(api, name)).NetworkSettings.Ports['80/tcp']![0]!.HostPort;
  await expect.poll(() => fetched(`http://127.0.0.1:${chosen}/`)).toContain('It works!');

  // A second copy on a port of its own.
  const second = made.name('second');
  const port = await freePort();
  await runForm.run({ image, name: second, ports: [{ host: port, container: 80 }] });
  await expect.poll(() => fetched(`http://127.0.0.1:${port}/`)).toContain('It works!');

  // Its log tells of the request, its processes of the server; stopped and started it answers again.
  await containers.open(second);
  await detail.show('Logs');
  await detail.logs.says('response:200');
  await detail.show('Processes');
  await expect(detail.processes).toContainText('httpd');
  await detail.press('Stop');
  await containers.shows(second, 'Exited');
  await detail.press('Start');
  await containers.shows(second, 'Running');
  await expect.poll(() => fetched(`http://127.0.0.1:${port}/`)).toContain('It works!');

  // While it runs a removal asks how.
  await containers.choose(second, 'Remove…');
  const dialog = gantry.dialog(`Remove ${second}?`);
  await expect(dialog).toContainText(`${second} is still running`);
  await dialog.getByRole('radio', { name: /^Kill at once/ }).check();
  await dialog.getByRole('button', { name: 'Kill and remove' }).click();
  await containers.lacks(second);
});
