import { expect, test } from '../fixtures.ts';

test('events come in order, and type, action and object must all fit [AC-72]', async ({ gantry, made }) => {
  const { name } = await made.container();
  const other = await made.container();
  const { activity, containers } = gantry;
  await containers.choose(name, 'Pause');
  await containers.shows(name, 'Paused');
  await containers.choose(name, 'Unpause');
  await containers.shows(name, 'Running');
  await gantry.goTo('Activity');
  await activity.ofObject(name);
  await expect(activity.events).toContainText(/create.*start.*pause.*unpause/s);
  await expect(activity.events).not.toContainText(other.name);
  await activity.ofAction('start');
  await expect(activity.events).toContainText('start');
  await expect(activity.events).not.toContainText('pause');
  await activity.ofObject('no container is called this');
  await expect(gantry.main.getByText('No event fits')).toBeVisible();
});

test('every action is listed with the docker command that does the same [S47]', async ({ gantry, made }) => {
  const { name } = await made.container();
  const { activity, containers } = gantry;
  await containers.choose(name, 'Pause');
  await containers.shows(name, 'Paused');
  await containers.choose(name, 'Unpause');
  await containers.shows(name, 'Running');
  await containers.choose(name, 'Restart');
  await containers.choose(name, 'Kill or send a signal…');
  await gantry
    .dialog(/^Send a signal/)
    .getByRole('button', { name: 'Kill' })
    .click();
  await containers.shows(name, 'Exited (137)');
  await containers.quickly('Start', name);
  await containers.shows(name, 'Running');
  await containers.quickly('Stop', name);
  await containers.shows(name, 'Exited (0)');
  const run = made.name('run');
  await gantry.runForm.run({ name: run, command: 'true' });
  await containers.shows(run, 'Exited (0)');
  await containers.choose(run, 'Remove…');
  await gantry
    .dialog(/^Remove/)
    .getByRole('button', { name: 'Remove' })
    .click();
  await containers.lacks(run);
  await gantry.goTo('Activity');
  await activity.showActions();
  for (const command of ['pause', 'unpause', 'restart', 'kill', 'start', 'stop']) {
    const item = activity.action(`docker container ${command} ${name}`);
    await expect(item.getByRole('img', { name: 'done' })).toBeVisible();
  }
  await expect(activity.action(new RegExp(`docker (container )?run .*--name ${run}`))).toBeVisible();
  await expect(activity.action(`docker container rm ${run}`)).toBeVisible();
});
