import AxeBuilder from '@axe-core/playwright';
import type { Locator } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { ContextFolder } from '../support/contextFolder.ts';
import { inspect } from '../support/containers.ts';
import { layoutFaults } from '../support/layoutFaults.ts';

const MEBIBYTE = 1024 * 1024;
const SECOND_NS = 1_000_000_000;

test('what is typed into many fields is what the engine has', async ({ gantry, made, api }) => {
  const name = made.name('full');
  const { runForm } = gantry;
  const { drawer } = runForm;
  await runForm.open();
  await runForm.fill({
    name,
    command: 'sleep 60',
    withoutStart: true,
    ports: [{ container: 53, protocol: 'udp' }],
    labels: { 'com.example.note': 'a=b=c' },
    more: { Memory: '64m', CPUs: '0.5', Hostname: 'box', User: '1000:1000', 'Working folder': '/tmp', Processes: '50' },
  });
  await drawer.getByRole('button', { name: 'Add a port' }).click();
  await drawer.getByLabel('Port 2: host port').fill('31800-31801');
  await drawer.getByLabel('Port 2: container port').fill('80-81');

  await drawer.getByRole('button', { name: 'Edit as text' }).click();
  await drawer
    .getByLabel('Variables as text')
    .fill('# of the shop\nURL=http://a/?x=1&y=2\nEMPTY=\nAPI_TOKEN="two words"\n');
  await drawer.getByRole('button', { name: 'Show as rows' }).click();
  await expect(drawer.getByRole('textbox', { name: 'Variable 3: value' })).toHaveAttribute('type', 'password');

  await drawer.getByRole('button', { name: 'Add a mount' }).click();
  await drawer.getByLabel('Mount 1: kind').selectOption('In memory');
  await drawer.getByLabel('Mount 1: path in the container').fill('/cache');
  await drawer.getByRole('button', { name: 'Options of mount 1' }).click();
  await drawer.getByLabel('Size', { exact: true }).fill('16m');
  await drawer.getByLabel('Rights', { exact: true }).fill('1770');

  const add = async (flag: string, button: string, values: Readonly<Record<string, string>>) => {
    await runForm.find(flag);
    await drawer.getByRole('button', { name: button, exact: true }).click();
    for (const [label, value] of Object.entries(values)) await drawer.getByLabel(label, { exact: true }).fill(value);
    await gantry.page.keyboard.press('Tab');
  };
  await add('--cap-add', 'Add a capability to give', { 'Capability to give 1': 'NET_ADMIN' });
  await add('--cap-drop', 'Add a capability to take', { 'Capability to take 1': 'MKNOD' });
  await add('--security-opt', 'Add a security option', { 'Security option 1': 'no-new-privileges' });
  await add('--dns', 'Add a DNS server', { 'DNS server 1': '9.9.9.9' });
  await add('--add-host', 'Add a host', { 'Host 1: name': 'machine', 'Host 1: address': 'host-gateway' });
  await add('--ulimit', 'Add an ulimit', {
    'Ulimit 1: name': 'nofile',
    'Ulimit 1: soft limit': '64',
    'Ulimit 1: hard limit': '128',
  });
  await add('--sysctl', 'Add a kernel setting', {
    'Kernel setting 1: name': 'net.core.somaxconn',
    'Kernel setting 1: value': '256',
  });
  await add('--log-opt', 'Add a log option', { 'Log option 1: name': 'max-size', 'Log option 1: value': '1m' });
  await runForm.find('--read-only');
  await drawer.getByRole('checkbox', { name: /^Read-only: nothing/ }).check();
  await runForm.find('--health-cmd');
  await drawer.getByRole('combobox', { name: 'Health check' }).selectOption('A line for a shell');
  await runForm.field('Command of the check').fill('test -e /cache');
  await runForm.field('Time between checks').fill('1m30s');
  await runForm.find('');
  await expect(drawer.getByRole('button', { name: /^Resources/ })).toContainText(
    'Memory 64m · CPUs 0.5 · Processes 50',
  );

  await runForm.submit();
  await expect(drawer).toBeHidden();
  const { Config, HostConfig } = await inspect(api, name);
  expect(Config).toMatchObject({
    Hostname: 'box',
    User: '1000:1000',
    WorkingDir: '/tmp',
    Cmd: ['sleep', '60'],
    Healthcheck: { Test: ['CMD-SHELL', 'test -e /cache'], Interval: 90 * SECOND_NS },
  });
  expect(Config.Labels).toMatchObject({ 'com.example.note': 'a=b=c' });
  expect(Config.Env).toEqual(expect.arrayContaining(['URL=http://a/?x=1&y=2', 'EMPTY=', 'API_TOKEN=two words']));
  expect(HostConfig).toMatchObject({
    Memory: 64 * MEBIBYTE,
    NanoCpus: SECOND_NS / 2,
    PidsLimit: 50,
    ReadonlyRootfs: true,
    CapAdd: [expect.stringMatching(/NET_ADMIN$/)],
    CapDrop: [expect.stringMatching(/MKNOD$/)],
    SecurityOpt: ['no-new-privileges'],
    Dns: ['9.9.9.9'],
    ExtraHosts: ['machine:host-gateway'],
    Ulimits: [{ Name: 'nofile', Soft: 64, Hard: 128 }],
    Sysctls: { 'net.core.somaxconn': '256' },
    LogConfig: { Config: { 'max-size': '1m' } },
    Mounts: [{ Type: 'tmpfs', Target: '/cache', TmpfsOptions: { SizeBytes: 16 * MEBIBYTE, Mode: 0o1770 } }],
    PortBindings: {
      '53/udp': [{ HostIp: '127.0.0.1', HostPort: '' }],
      '80/tcp': [{ HostIp: '127.0.0.1', HostPort: '31800' }],
      '81/tcp': [{ HostIp: '127.0.0.1', HostPort: '31801' }],
    },
  });
});

test('a command of a book is pasted, mended where it is not understood, and run', async ({ gantry, made, api }) => {
  const name = made.name('pasted');
  const { runForm } = gantry;
  const { drawer } = runForm;
  await runForm.open();
  await drawer.getByRole('button', { name: 'Paste a command' }).click();
  const text = drawer.getByRole('textbox', { name: 'A docker run command' });
  await expect(text).toBeFocused();
  await text.fill(
    `$ sudo docker run –d ––name ${name} --no-such-flag -e “GREETING=hello world” --tmpfs /run:size=8m -w /tmp busybox sh -c 'sleep 60'`,
  );
  await expect(drawer.getByRole('list', { name: 'What was read' })).toContainText('--no-such-flag');
  await drawer.getByRole('button', { name: 'Use these settings' }).click();
  await expect(drawer.getByRole('status').first()).toContainText('--no-such-flag');
  await expect(runForm.field('Command')).toHaveValue("sh -c 'sleep 60'");
  await runForm.submit();
  await expect(drawer).toBeHidden();
  const { Config, HostConfig } = await inspect(api, name);
  expect(Config).toMatchObject({ Cmd: ['sh', '-c', 'sleep 60'], WorkingDir: '/tmp' });
  expect(Config.Env).toContain('GREETING=hello world');
  expect(HostConfig).toMatchObject({ Tmpfs: { '/run': 'size=8m' } });
});

test('a line that builds is taken to the form of builds, from the run form and from the palette [S50]', async ({
  gantry,
}) => {
  const folder = await ContextFolder.make({
    Dockerfile: 'FROM busybox\nARG GREETING\n',
    'other.Dockerfile': 'FROM busybox\n',
  });
  const { page, runForm, builds } = gantry;
  try {
    await runForm.open();
    await runForm.drawer.getByRole('button', { name: 'Paste a command' }).click();
    const line = `sudo docker build —no-cache –t “shop/web:2” --sbom=true -f ${folder.path}/other.Dockerfile ${folder.path}`;
    await runForm.drawer.getByRole('textbox', { name: 'A docker run command' }).fill(line);
    await expect(runForm.drawer.getByRole('list', { name: 'What was read' })).toContainText('shop/web:2');
    await runForm.drawer.getByRole('button', { name: 'Open the build form' }).click();
    await expect(runForm.drawer).toBeHidden();
    await expect(builds.folderField).toHaveValue(folder.path);
    await expect(builds.drawer.getByRole('status').first()).toContainText('--sbom=true');
    await expect(builds.command).toContainText(
      `buildx build --file ${folder.path}/other.Dockerfile --tag shop/web:2 --no-cache ${folder.path}`,
    );
    // Its folder has the focus, whose list of folders would take an Escape.
    await expect(builds.folderField).toBeFocused();
    await builds.drawer.getByRole('button', { name: 'Close', exact: true }).last().click();
    await expect(builds.drawer).toBeHidden();

    await page.keyboard.press('ControlOrMeta+k');
    await page.keyboard.insertText(`docker build --build-arg GREETING=hi ${folder.path}`);
    await page.getByRole('option', { name: /Build as this command says/ }).click();
    await expect(builds.folderField).toHaveValue(folder.path);
    await expect(builds.command).toContainText(`buildx build --build-arg GREETING=hi ${folder.path}`);
  } finally {
    await folder.remove();
  }
});

test('settings are kept under a name, taken again, renamed and removed; those of the last time are offered', async ({
  gantry,
  made,
  api,
}) => {
  const name = made.name('kept');
  const preset = made.name('preset');
  const { runForm } = gantry;
  const { drawer } = runForm;
  await runForm.open();
  await runForm.fill({
    name,
    command: 'sleep 60',
    env: { DB_PASSWORD: 'hunter2', MODE: 'test' },
    more: { Memory: '32m' },
  });
  await drawer.getByRole('button', { name: 'Presets' }).click();
  await runForm.field('Name of a new preset').fill(preset);
  await gantry.page.keyboard.press('Enter');
  await expect(drawer.getByRole('button', { name: `Use the preset ${preset}` })).toBeVisible();
  await runForm.submit();
  await expect(drawer).toBeHidden();
  await gantry.containers.shows(name, 'Running');

  await runForm.open();
  await drawer.getByLabel('Image', { exact: true }).fill('busybox');
  await expect(drawer.getByText(/^Last time/)).toContainText('2 variables');

  await drawer.getByRole('button', { name: 'Presets' }).click();
  await drawer.getByRole('button', { name: `Rename the preset ${preset}` }).click();
  await runForm.field(`New name of ${preset}`).fill(`${preset}-2`);
  await gantry.page.keyboard.press('Enter');
  await drawer.getByRole('button', { name: `Use the preset ${preset}-2` }).click();
  await expect(drawer.getByText(`The name “${name}” is taken`)).toBeVisible();
  // What only the person knows was not kept, and is not sent as nothing either.
  await runForm.submit();
  await expect(drawer.getByText(/Secrets are not kept/)).toBeVisible();
  const secret = drawer.getByRole('textbox', { name: 'Variable 1: value' });
  await expect(secret).toBeFocused();
  await secret.fill('hunter3');
  const second = made.name('second');
  await runForm.field('Name').fill(second);
  await runForm.submit();
  await expect(drawer).toBeHidden();
  const { Config, HostConfig } = await inspect(api, second);
  expect(Config.Env).toEqual(expect.arrayContaining(['DB_PASSWORD=hunter3', 'MODE=test']));
  expect(HostConfig.Memory).toBe(32 * MEBIBYTE);
  await gantry.goTo('Activity');
  await expect(gantry.main).not.toContainText('hunter');

  await gantry.goTo('Containers');
  await runForm.open();
  await drawer.getByRole('button', { name: 'Presets' }).click();
  await drawer.getByRole('button', { name: `Remove the preset ${preset}-2` }).click();
  await expect(drawer.getByRole('button', { name: `Use the preset ${preset}-2` })).toBeHidden();
});

test('a container is duplicated: the same settings, a new name, and no port of the host', async ({
  gantry,
  made,
  api,
}) => {
  const { name } = await made.container({
    command: ['sleep', '60'],
    labels: { team: 'blue' },
    hostConfig: { Memory: 32 * MEBIBYTE, PortBindings: { '80/tcp': [{ HostIp: '127.0.0.1', HostPort: '31899' }] } },
  });
  const { containers, runForm } = gantry;
  await containers.choose(name, 'Duplicate…');
  await expect(runForm.drawer).toContainText(`A copy of ${name}.`);
  await expect(runForm.field('Name')).toHaveValue(`${name}-copy`);
  await runForm.submit();
  await expect(runForm.drawer).toBeHidden();
  const { Config, HostConfig, NetworkSettings } = await inspect(api, `${name}-copy`);
  expect(Config).toMatchObject({ Cmd: ['sleep', '60'], Labels: { team: 'blue' } });
  expect(HostConfig.Memory).toBe(32 * MEBIBYTE);
  expect(NetworkSettings.Ports['80/tcp']?.[0]?.HostPort).not.toBe('31899');
});

test('a hardened container is filled in and run with the keyboard alone', async ({ gantry, made, api }) => {
  const name = made.name('keys');
  const { runForm, page } = gantry;
  const { keyboard } = page;
  await page.getByRole('button', { name: 'Run a container' }).first().focus();
  await keyboard.press('Enter');
  await expect(runForm.drawer.getByLabel('Image', { exact: true })).toBeFocused();
  const tabTo = async (field: Locator) => {
    for (let steps = 0; steps < 60 && !(await field.evaluate((one) => one === document.activeElement)); steps++) {
      await keyboard.press('Tab');
    }
    await expect(field).toBeFocused();
  };
  await keyboard.type('busybox');
  await keyboard.press('Escape'); // the suggestions
  await expect(runForm.drawer).toBeVisible();
  await tabTo(runForm.field('Command'));
  await keyboard.type('sleep 60');
  await tabTo(runForm.field('Name'));
  await keyboard.type(name);
  const security = runForm.drawer.getByRole('button', { name: /^Security/ });
  await tabTo(security);
  await keyboard.press('Enter');
  await tabTo(runForm.drawer.getByRole('switch', { name: 'Hardened' }));
  await keyboard.press('Space');
  await expect(security).toContainText('Read-only');
  await keyboard.press('ControlOrMeta+Enter');
  await expect(runForm.drawer).toBeHidden();
  await gantry.containers.shows(name, 'Running');
  const { HostConfig } = await inspect(api, name);
  expect(HostConfig).toMatchObject({
    ReadonlyRootfs: true,
    CapDrop: ['ALL'],
    SecurityOpt: ['no-new-privileges'],
  });
});

const SECTIONS = [
  ...['Network', 'Resources', 'Process', 'Health', 'Security', 'Storage', 'Devices', 'Logging', 'Namespaces', 'Labels'],
  'Image and number',
];

for (const theme of ['Light', 'Dark'] as const) {
  test(`in the ${theme.toLowerCase()} theme axe finds nothing serious in any section`, async ({ gantry }) => {
    test.slow();
    const { page, runForm } = gantry;
    const { drawer } = runForm;
    await gantry.goTo('Settings');
    await gantry.main.getByRole('radiogroup', { name: 'Theme' }).getByText(theme).click();
    await gantry.goTo('Containers');
    await runForm.open();
    await runForm.fill({
      name: 'x',
      ports: [{ container: 80, from: 'Every network' }],
      env: { API_TOKEN: 'b' },
      network: 'Host: that of the machine',
    });
    for (const section of SECTIONS) await runForm.openSection(section);
    await drawer.getByRole('checkbox', { name: /^Privileged/ }).check();
    await drawer.getByRole('button', { name: 'Add a mount' }).click();
    await drawer.getByRole('button', { name: 'Options of mount 1' }).click();
    await drawer.getByRole('button', { name: 'Add a capability to give' }).click();
    await drawer.getByRole('textbox', { name: 'Memory', exact: true }).fill('lots');
    await drawer.getByRole('button', { name: 'Paste a command' }).click();
    await runForm.field('A docker run command').fill('docker run --nothing busybox');
    const { violations } = await new AxeBuilder({ page }).include('[role=dialog]').analyze();
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    expect(serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join('; ')}`)).toEqual(
      [],
    );
  });
}

test('at 200 % zoom nothing of it is cut off, and its buttons can be reached', async ({ gantry }) => {
  const { page, runForm } = gantry;
  await runForm.open();
  await page.setViewportSize({ width: 640, height: 400 });
  await runForm.fill({ ports: [{ container: 80 }], env: { A: 'b' } });
  for (const section of ['Network', 'Resources', 'Security']) await runForm.openSection(section);
  await runForm.drawer.getByRole('button', { name: 'Add a mount' }).click();
  await runForm.drawer.getByRole('button', { name: 'Add a network' }).click();
  expect(await layoutFaults(page)).toEqual([]);
  await expect(runForm.drawer.getByRole('button', { name: /^Run/ })).toBeInViewport();
});
