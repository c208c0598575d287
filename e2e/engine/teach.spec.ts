import { expect, test } from '../fixtures.ts';
import { inspect } from '../support/containers.ts';

test('what a run did is shown step by step, with the address and the process that the engine gave [A9]', async ({
  gantry,
  made,
  api,
}) => {
  const { activity, containers, page } = gantry;
  const name = made.name('taught');
  await gantry.runForm.run({ name, command: 'sleep 600' });
  await containers.shows(name, 'Running');
  await gantry.goTo('Activity');
  await activity.showActions();
  const row = activity.action(new RegExp(`docker (container )?run .*--name ${name}`));
  await row.getByRole('button', { name: 'What happened, step by step' }).click();
  const dialog = gantry.dialog(`What happened: Run ${name}`);
  const { State, NetworkSettings, HostConfig } = (await inspect(api, name)) as unknown as {
    readonly State: { readonly Pid: number };
    readonly NetworkSettings: {
      readonly SandboxKey: string;
      readonly Networks: Readonly<Record<string, { readonly IPAddress: string; readonly MacAddress: string }>>;
    };
    readonly HostConfig: { readonly IpcMode: string };
  };
  expect(State.Pid).toBeGreaterThan(0);
  expect(HostConfig.IpcMode).toBe('private');
  const { IPAddress = '', MacAddress = '' } = NetworkSettings.Networks['bridge'] ?? {};
  expect(IPAddress).toMatch(/^\d+\./);
  const step = (title: string) =>
    dialog.getByRole('listitem').filter({ has: page.getByRole('heading', { name: title }) });
  await expect(step('The image was looked for')).toContainText('It was here already');
  await expect(step('It was connected')).toContainText(`${IPAddress}/`);
  await expect(step('It was connected')).toContainText(MacAddress);
  await expect(step('It was connected')).toContainText(NetworkSettings.SandboxKey);
  await expect(step('The command was started')).toContainText(String(State.Pid));

  // A word can be asked about, and Escape closes that alone.
  await step('Namespaces were made for it').getByRole('button', { name: 'Namespace' }).click();
  await expect(page.getByRole('dialog', { name: 'Namespace' })).toContainText('What a process sees of the machine');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog', { name: 'Namespace' })).toBeHidden();
  await expect(dialog).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();

  await api.call('DELETE', `/containers/${name}?force=1`);
  await gantry.command('Teach me what the last action did');
  await expect(dialog).toContainText('It is gone meanwhile');
});
