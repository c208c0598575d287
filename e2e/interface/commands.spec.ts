import { expect, test } from '../fixtures.ts';

test('what is only looked at has its docker command too', async ({ gantry, made }) => {
  const { name } = await made.container();
  const { containers, detail } = gantry;
  const command = gantry.main.getByRole('figure', { name: 'The same on the command line' });
  await containers.open(name);
  await detail.show('Logs');
  await expect(command).toContainText(new RegExp(`container logs --follow --tail \\d+ ${name}$`));
  await detail.show('Stats');
  await expect(command).toContainText(`container stats ${name}`);
  await detail.show('Terminal');
  await detail.terminal.isReady();
  await expect(command).toContainText(new RegExp(`container exec --interactive --tty .*${name} (ash|sh)$`));
  await gantry.goTo('Activity');
  await gantry.activity.ofAction('start');
  await expect(command).toContainText('system events --filter event=start');
});
