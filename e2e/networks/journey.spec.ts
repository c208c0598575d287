import { expect, test } from './networks.fixtures.ts';

const SERVER = ['httpd', '-f', '-p', '8080', '-h', '/etc'];

test('a network is made, joined, tried, left and removed', async ({ gantry, made, nets, api }) => {
  test.slow();
  const { page, networks } = gantry;
  const name = nets.name('lan');
  const other = await made.container({ hint: 'client' });

  await gantry.goTo('Networks');
  await page.getByRole('button', { name: 'Create a network' }).click();
  const form = gantry.dialog('Create a network');
  await form.getByRole('textbox', { name: 'Name' }).fill(name);
  await form.getByRole('button', { name: 'Choose a subnet' }).click();
  await form.getByRole('textbox', { name: 'Subnet' }).fill('192.168.5.7/24');
  await expect(form.getByText('Write 192.168.5.0/24.')).toBeVisible();
  await form.getByRole('textbox', { name: 'Subnet' }).fill('192.168.5.0/24');
  await form.getByRole('textbox', { name: 'Gateway' }).fill('192.168.6.1');
  await expect(form.getByText('It lies outside 192.168.5.0/24.')).toBeVisible();
  await form.getByRole('textbox', { name: 'Gateway' }).fill('192.168.5.1');
  await expect(
    form.getByText(`docker network create --subnet 192.168.5.0/24 --gateway 192.168.5.1 ${name}`),
  ).toBeVisible();
  await form.getByRole('button', { name: 'Create', exact: true }).click();
  await expect(networks.detail(name)).toContainText('192.168.5.1');

  // A container that is made on it shows at once, and one that runs joins it.
  const server = await made.container({ hint: 'server', command: SERVER, hostConfig: { NetworkMode: name } });
  await networks.shows(name, server.name);
  await networks
    .detail(name)
    .getByRole('button', { name: `Connect a container to ${name}` })
    .click();
  const connect = gantry.dialog('Connect a container to a network');
  await networks.pick(connect, 'Container', other.name);
  await connect.getByRole('textbox', { name: 'Aliases' }).fill('visitor');
  await connect.getByRole('textbox', { name: 'Address', exact: true }).fill('192.168.9.9');
  await expect(connect.getByText('It lies outside 192.168.5.0/24.')).toBeVisible();
  await connect.getByRole('textbox', { name: 'Address', exact: true }).fill('192.168.5.77');
  await connect.getByRole('button', { name: 'Connect', exact: true }).click();
  await networks
    .detail(name)
    .getByRole('tab', { name: /^Containers/ })
    .click();
  await expect(networks.detail(name).getByRole('row').filter({ hasText: other.name })).toContainText('192.168.5.77');
  await networks.detail(name).getByRole('tab', { name: 'Names' }).click();
  await expect(networks.detail(name).getByRole('row').filter({ hasText: 'visitor' })).toContainText('192.168.5.77');

  await networks.section('Try it');
  await networks.pick(gantry.main, 'From', other.name);
  await page.getByRole('combobox', { name: 'To', exact: true }).fill(`${server.name}:8080`);
  await page.getByRole('button', { name: 'Try it' }).click();
  await expect(page.getByText('is reached, and answers.')).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole('list', { name: 'Steps' })).toContainText('HTTP/1');

  await networks.section('List');
  await networks.open(name);
  await networks
    .detail(name)
    .getByRole('tab', { name: /^Containers/ })
    .click();
  await networks
    .detail(name)
    .getByRole('button', { name: `Disconnect ${other.name}` })
    .click();
  const ask = gantry.dialog(`Disconnect ${other.name} from ${name}?`);
  await expect(ask).toContainText(server.name);
  await ask.getByRole('button', { name: 'Disconnect' }).click();
  await expect(networks.detail(name).getByRole('row').filter({ hasText: other.name })).toHaveCount(0);

  // In use it stays, unless who is on it is taken off first.
  await networks.choose(name, 'Remove…');
  const remove = gantry.dialog(`Remove ${name}?`);
  await expect(remove.getByRole('listitem').filter({ hasText: server.name })).toContainText('keeps the network');
  await expect(remove.getByRole('button', { name: 'Remove', exact: true })).toBeDisabled();
  await remove.getByRole('checkbox', { name: /^Disconnect/ }).check();
  await remove.getByRole('button', { name: 'Disconnect and remove' }).click();
  await networks.lacks(name);
  await expect(api.call('GET', `/networks/${name}`)).rejects.toThrow('404');
});

test('the engine’s own networks are told as such and cannot be removed (AC-48)', async ({ gantry }) => {
  const { networks } = gantry;
  await gantry.goTo('Networks');
  for (const name of ['bridge', 'host', 'none']) await networks.shows(name, 'engine’s own');
  const detail = await networks.open('bridge');
  for (const text of ['(ICC)', '(masquerade)', '1500', 'Gateway', 'every engine has it']) {
    await expect(detail).toContainText(text);
  }
  await expect(detail.getByRole('button', { name: /every engine has it/ })).toHaveAttribute('aria-disabled', 'true');
});

test('“Connect to…” leads a container to another, and says by which names (S18)', async ({ gantry, made, nets }) => {
  const { page, networks } = gantry;
  const [web, db] = [await made.container({ hint: 'web' }), await made.container({ hint: 'db', command: SERVER })];
  const name = nets.name('common');
  await gantry.goTo('Networks');
  await networks.section('Try it');
  await networks.pick(gantry.main, 'From', web.name);
  await page.getByRole('combobox', { name: 'To', exact: true }).fill(db.name);
  await page.getByRole('textbox', { name: 'Port' }).fill('8080');
  await page.getByRole('button', { name: 'Try it' }).click();
  await expect(page.getByText('both are on the default bridge only')).toBeVisible({ timeout: 30_000 });
  await page.getByRole('button', { name: 'Connect them…' }).click();
  const dialog = gantry.dialog(`Connect ${web.name} to…`);
  await dialog.getByRole('textbox', { name: 'Name of the network' }).fill(name);
  await dialog.getByRole('textbox', { name: 'Alias' }).fill('store');
  await expect(dialog.getByText(`docker network connect --alias store ${name} ${db.name}`)).toBeVisible();
  await dialog.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(gantry.notice(`${web.name} reaches ${db.name} on ${name}`)).toContainText('store');
  await page.getByRole('combobox', { name: 'To', exact: true }).fill('store');
  await page.getByRole('button', { name: 'Try it' }).click();
  await expect(page.getByText('store:8080 is reached, and answers.')).toBeVisible({ timeout: 30_000 });
});

test('networks are found by what they are, and unused ones go by an exact list', async ({ gantry, made, nets }) => {
  const { page, networks } = gantry;
  const [free, needed] = [
    await nets.create('free', { IPAM: { Config: [{ Subnet: '10.93.0.0/16' }] } }),
    await nets.create('needed', { Internal: true }),
  ];
  await made.container({ hint: 'asleep', start: false, hostConfig: { NetworkMode: needed } });
  await gantry.goTo('Networks');
  await networks.search.fill('subnet:10.93.7.7 is:unused');
  await networks.shows(free, 'nobody');
  await networks.lacks(needed);
  await networks.search.fill('is:internal container:asleep');
  await networks.shows(needed, 'internal');
  await networks.lacks(free);
  await networks.search.fill('');
  await page.getByRole('button', { name: 'Remove networks that nobody uses' }).click();
  const dialog = gantry.dialog('Remove networks that nobody uses');
  await expect(dialog.getByRole('listitem').filter({ hasText: free })).toBeVisible();
  await expect(dialog.getByRole('listitem').filter({ hasText: needed })).toHaveCount(0);
  await dialog.getByRole('checkbox', { name: /^Also those of containers/ }).check();
  await expect(dialog.getByRole('listitem').filter({ hasText: needed })).toContainText('asleep');
  // Other tests’ networks are among them: only this one is removed, by its row.
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await networks.choose(free, 'Remove…');
  await gantry.dialog(`Remove ${free}?`).getByRole('button', { name: 'Remove', exact: true }).click();
  await networks.lacks(free);
});

test('the way of a published port is told, from the container’s detail on (S17)', async ({ gantry, made }) => {
  const { page } = gantry;
  const web = await made.container({
    hint: 'web',
    command: ['httpd', '-f', '-p', '80', '-h', '/etc'],
    hostConfig: { PortBindings: { '80/tcp': [{ HostIp: '127.0.0.1', HostPort: '' }] } },
  });
  await page.goto(page.url().replace(/#.*$/, `#/containers/${web.id}`));
  await page.getByRole('link', { name: 'The way of each port' }).click();
  const way = page.getByRole('region', { name: `${web.name}:80/tcp` });
  await expect(way).toContainText('Only programs on the engine’s machine reach it, and it answers.');
  await expect(way).toContainText('sends packets on to the container');
  await expect(way).toContainText('HTTP/1');
});
