import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { cliEnv } from '../../main/live/testing/engineCli.ts';
import { testEngine } from '../../engine/testing/testEngine.ts';
import { expect, test } from '../fixtures.ts';
import { inspect } from '../support/containers.ts';

const run = promisify(execFile);

test('a container is shown as a command that makes the same one, and its secrets only on demand', async ({
  gantry,
  made,
  api,
}) => {
  const { id, name } = await made.container({
    start: false,
    hostConfig: {
      Memory: 67_108_864,
      Binds: ['/etc:/host:ro'],
      RestartPolicy: { Name: 'on-failure', MaximumRetryCount: 2 },
    },
    command: ['sh', '-c', 'echo "$HOME"', '--password=hunter2'],
  });
  await gantry.goTo('Containers');
  await gantry.containers.open(name);
  await gantry.detail.show('Copy as');
  const { panel } = gantry.detail;
  const text = panel.locator('pre');
  await expect(text).toContainText(`--name ${name}`);
  await expect(text).toContainText('--volume /etc:/host:ro');
  await expect(text).not.toContainText('hunter2');
  await panel.getByRole('checkbox', { name: 'With secrets' }).check();
  await expect(text).toContainText('--password=hunter2');

  const again = made.name('again');
  const command = (await text.innerText())
    .replace(`--name ${name}`, `--name ${again}`)
    .replace('run --detach', 'create');
  const script = `docker() { '${testEngine().cliPath}' "$@"; }\n${command}`;
  await run('/bin/sh', ['-c', script], { env: cliEnv() });
  const [first, second] = [await inspect(api, id), await inspect(api, again)];
  expect(second.Config.Cmd).toEqual(first.Config.Cmd);
  expect(second.HostConfig).toMatchObject({ Memory: first.HostConfig.Memory, Binds: first.HostConfig['Binds'] });

  await panel.getByText('Compose', { exact: true }).click();
  await expect(text).toContainText('services:');
  await expect(text).toContainText('restart: on-failure:2');
  await panel.getByText('JSON', { exact: true }).click();
  await expect(text).toContainText('"Memory": 67108864');
  await expect(panel.getByRole('button', { name: 'Copy the JSON' })).toBeVisible();
});
