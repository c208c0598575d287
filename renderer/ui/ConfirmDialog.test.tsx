// @vitest-environment jsdom
import { configure, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { AppFailure } from '../../contract/errors.ts';
import { ConfirmDialog } from './ConfirmDialog.tsx';
import { prepareTestPage } from './testing/page.ts';
import { renderUi } from './testing/renderUi.tsx';

prepareTestPage();
configure({ asyncUtilTimeout: 10_000 }); // its content is fetched when it first opens

async function open(onConfirm: () => void | Promise<void> = () => undefined) {
  const onCancel = vi.fn<() => void>();
  renderUi(
    <ConfirmDialog
      title="Remove 2 containers?"
      items={[
        { id: '1', name: 'web', detail: '1.2 MB in its writable layer', warning: 'is running' },
        { id: '2', name: 'db' },
      ]}
      command="docker rm --force web db"
      confirmLabel="Remove"
      isDangerous
      onConfirm={onConfirm}
      onCancel={onCancel}
    />,
  );
  return { dialog: await screen.findByRole('dialog', { name: 'Remove 2 containers?' }), onCancel };
}

test('it lists exactly what goes, what goes with it, and the command that does the same', async () => {
  const { dialog } = await open();
  const items = within(dialog).getAllByRole('listitem');
  expect(items.map(({ textContent }) => textContent)).toEqual(['webis running1.2 MB in its writable layer', 'db']);
  expect(dialog.textContent).toContain('docker rm --force web db');
});

test('the focus is on the safe button, so that Enter keeps everything', async () => {
  const onConfirm = vi.fn<() => void>();
  const { dialog, onCancel } = await open(onConfirm);
  await waitFor(() => expect(document.activeElement).toBe(within(dialog).getByRole('button', { name: 'Cancel' })));
  await userEvent.keyboard('{Enter}');
  expect(onCancel).toHaveBeenCalledOnce();
  expect(onConfirm).not.toHaveBeenCalled();
});

test('Escape keeps everything', async () => {
  const onConfirm = vi.fn<() => void>();
  const { dialog, onCancel } = await open(onConfirm);
  await waitFor(() => expect(dialog.contains(document.activeElement)).toBe(true));
  await userEvent.keyboard('{Escape}');
  expect(onCancel).toHaveBeenCalledOnce();
  expect(onConfirm).not.toHaveBeenCalled();
});

test('Ctrl-Enter confirms without the mouse', async () => {
  const onConfirm = vi.fn<() => void>();
  const { dialog } = await open(onConfirm);
  await waitFor(() => expect(dialog.contains(document.activeElement)).toBe(true));
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  expect(onConfirm).toHaveBeenCalledOnce();
});

test('while it is done a second click does nothing, and a failure is said in the dialog', async () => {
  let fail: (error: Error) => void = () => undefined;
  const onConfirm = vi.fn<() => Promise<void>>(() => new Promise<void>((_, reject) => (fail = reject)));
  const { dialog } = await open(onConfirm);
  const button = within(dialog).getByRole('button', { name: 'Remove' });
  await userEvent.click(button);
  await userEvent.click(button);
  expect(onConfirm).toHaveBeenCalledOnce();
  fail(new AppFailure({ code: 'conflict', message: 'It is being removed already.', hint: 'Wait a moment.' }));
  expect((await within(dialog).findByRole('alert')).textContent).toContain('It is being removed already.');
});
