import { expect, test } from '../fixtures.ts';
import { ContextFolder } from '../support/contextFolder.ts';

test('the form and a failed build lead to their Dockerfile, and a build becomes a workflow [AC-44]', async ({
  gantry,
}) => {
  const { page, builds } = gantry;
  const folder = await ContextFolder.make({ Dockerfile: 'FROM busybox\nRUN nosuchprogram\n' });
  try {
    const editor = page.getByRole('textbox', { name: /Dockerfile/ });
    await gantry.goTo('Builds');
    await builds.openForm();
    await builds.fill({ folder: folder.path });
    await builds.drawer.getByText('Show Dockerfile').click();
    await builds.drawer.getByRole('link', { name: 'Edit it' }).click();
    await expect(builds.drawer).toBeHidden();
    await expect(editor.last()).toContainText('RUN nosuchprogram');

    await gantry.goTo('Builds');
    await builds.openForm();
    await builds.fill({ folder: folder.path });
    await builds.submit();
    await builds.ends('Failed');
    await builds.show('Settings');
    await builds.detail.getByText('The same on each push to a repository').click();
    await expect(builds.detail.getByLabel('Workflow for GitHub Actions')).toContainText('docker/build-push-action');
    await builds.show('Steps');
    await builds.failure.getByRole('link', { name: 'Edit the Dockerfile' }).click();
    await expect(editor.last()).toContainText('RUN nosuchprogram');
  } finally {
    await folder.remove();
  }
});
