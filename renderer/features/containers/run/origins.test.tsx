// @vitest-environment jsdom
import { configure, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { RunSettings } from '../../../../contract/model/run.ts';
import { prepareTestPage } from '../../../ui/testing/page.ts';
import { openContainers } from '../testing/openContainers.tsx';
import { summary } from '../testing/summaries.ts';

prepareTestPage();
// Typing in jsdom takes its time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });
configure({ asyncUtilTimeout: 10_000 });

let opened: ReturnType<typeof openContainers> | undefined;
afterEach(() => opened?.end());

async function openForm(options: Partial<Parameters<typeof openContainers>[0]> = {}) {
  const user = userEvent.setup();
  const page = (opened = openContainers({ containers: [], ...options }));
  await user.click(await screen.findByRole('button', { name: 'Run a container' }));
  const form = within(await screen.findByRole('dialog', { name: 'Run a container' }));
  await user.click(form.getByRole('button', { name: 'Clear' }));
  return { ...page, user, form };
}

const valueOf = (element: HTMLElement) => (element as HTMLInputElement).value;

test('a command that is pasted into the image is shown as a form, and what it does not know is named', async () => {
  const { user, form } = await openForm();
  await user.type(form.getByRole('combobox', { name: 'Image' }), 'typed');
  await user.clear(form.getByRole('combobox', { name: 'Image' }));
  await user.type(form.getByRole('textbox', { name: 'Name' }), 'before');
  await user.click(form.getByRole('combobox', { name: 'Image' }));
  await user.paste(
    'sudo docker run –d —name “web one” --no-such-flag -p 127.0.0.1:8080:80 -e A=b=c nginx:1 sh -c "a b"',
  );
  const panel = within(await form.findByRole('region', { name: 'Paste a command' }));
  expect(panel.getByText(/has no flag --no-such-flag/)).toBeDefined();
  await user.click(panel.getByRole('button', { name: 'Use these settings' }));
  expect(valueOf(form.getByRole('combobox', { name: 'Image' }))).toBe('nginx:1');
  expect(valueOf(form.getByRole('textbox', { name: 'Command' }))).toBe("sh -c 'a b'");
  expect(valueOf(form.getByRole('textbox', { name: 'Port 1: host port' }))).toBe('8080');
  expect(valueOf(form.getByRole('textbox', { name: 'Variable 1: value' }))).toBe('b=c');
  expect(form.getByText(/has no flag --no-such-flag/)).toBeDefined();

  await user.click(form.getByRole('button', { name: 'Undo' }));
  expect(valueOf(form.getByRole('textbox', { name: 'Name' }))).toBe('before');
  expect(valueOf(form.getByRole('combobox', { name: 'Image' }))).toBe('');
});

test('Ctrl and Enter in the pasted text takes it over and runs nothing', async () => {
  const { user, form, runs } = await openForm();
  await user.click(form.getByRole('button', { name: 'Paste a command' }));
  await user.click(await form.findByRole('textbox', { name: 'A docker run command' }));
  await user.paste('docker create --name db postgres');
  await user.keyboard('{Control>}{Enter}{/Control}');
  expect(valueOf(form.getByRole('textbox', { name: 'Name' }))).toBe('db');
  expect(form.getByRole('checkbox', { name: 'Create without starting' })).toHaveProperty('checked', true);
  expect(runs).toEqual([]);
});

test('a file that a command names is opened by the person, and what is in it is taken over', async () => {
  const { user, form } = await openForm();
  await user.click(form.getByRole('button', { name: 'Paste a command' }));
  await user.click(await form.findByRole('textbox', { name: 'A docker run command' }));
  await user.paste('docker run --env-file web.env -e LAST=1 nginx');
  expect(form.getByRole('button', { name: 'Open web.env…' })).toBeDefined();
  const chooser = document.querySelector<HTMLInputElement>('section[aria-label="Paste a command"] input[type=file]');
  await user.upload(chooser!, new File(['FIRST=a=b\n'], 'web.env'));
  expect(await form.findByText('web.env was opened.')).toBeDefined();
  await user.click(form.getByRole('button', { name: 'Use these settings' }));
  expect(valueOf(form.getByRole('textbox', { name: 'Variable 1: value' }))).toBe('a=b');
  expect(valueOf(form.getByRole('textbox', { name: 'Variable 2: name' }))).toBe('LAST');
  expect(form.queryByText(/web\.env/)).toBeNull();
});

const kept = RunSettings.parse({
  image: 'postgres:17',
  name: 'db',
  env: [
    { name: 'POSTGRES_PASSWORD', value: '' },
    { name: 'POSTGRES_DB', value: 'shop' },
  ],
});

test('a preset fills the form; a secret that was not kept is asked for, and a name that is taken is left out', async () => {
  const { user, form, runs } = await openForm({
    containers: [summary({ name: 'db' })],
    presets: [{ name: 'Database', settings: kept, leftOut: ['POSTGRES_PASSWORD'], savedAt: 1 }],
  });
  await user.click(form.getByRole('button', { name: 'Presets' }));
  await user.click(await form.findByRole('button', { name: 'Use the preset Database' }));
  expect(form.getByText(/The name “db” is taken/)).toBeDefined();
  expect(valueOf(form.getByRole('textbox', { name: 'Name' }))).toBe('');
  await user.click(form.getByRole('button', { name: /^Run/ }));
  expect(runs).toEqual([]);
  expect(form.getByText(/Secrets are not kept: type it again/)).toBeDefined();
  const secret = form.getByLabelText('Variable 1: value');
  expect(document.activeElement).toBe(secret);
  await user.type(secret, 'hunter2');
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(runs).toHaveLength(1));
  expect(runs[0]?.env).toEqual([{ name: 'POSTGRES_PASSWORD', value: 'hunter2' }, kept.env[1]]);
});

test('settings are kept under a name, and one that is there is replaced on purpose', async () => {
  const { user, form, saved } = await openForm({
    presets: [{ name: 'Database', settings: kept, leftOut: [], savedAt: 1 }],
  });
  await user.click(form.getByRole('button', { name: 'Presets' }));
  const name = await form.findByRole('textbox', { name: 'Name of a new preset' });
  await user.type(name, 'Mine');
  expect(form.getByRole('button', { name: 'Save' })).toHaveProperty('disabled', true);
  await user.type(form.getByRole('combobox', { name: 'Image' }), 'redis:7');
  await user.click(form.getByRole('button', { name: 'Save' }));
  await waitFor(() =>
    expect(saved).toMatchObject([{ name: 'Mine', isReplacing: false, settings: { image: 'redis:7' } }]),
  );
  await waitFor(() => expect(valueOf(name)).toBe(''));
  await user.type(name, 'Database');
  await user.click(form.getByRole('button', { name: 'Replace' }));
  await waitFor(() => expect(saved[1]).toMatchObject({ name: 'Database', isReplacing: true }));
});

test('the last settings of an image are offered until something else is typed', async () => {
  const { user, form } = await openForm({ lastRuns: [{ settings: kept, leftOut: [], savedAt: Date.now() }] });
  await user.type(form.getByRole('combobox', { name: 'Image' }), 'postgres:17');
  expect((await form.findByText(/^Last time/)).textContent).toContain('Name db · 2 variables');
  await user.type(form.getByRole('textbox', { name: 'Name' }), 'x');
  expect(form.queryByText(/^Last time/)).toBeNull();
  await user.clear(form.getByRole('textbox', { name: 'Name' }));
  await user.click(form.getByRole('button', { name: 'Use these settings' }));
  expect(valueOf(form.getByRole('textbox', { name: 'Variable 2: value' }))).toBe('shop');
});

test('a duplicate opens the form with a free name and no port of the host, and makes nothing yet', async () => {
  const user = userEvent.setup();
  const web = summary({ name: 'web' });
  const settings = RunSettings.parse({ image: 'nginx', name: 'web', ports: [{ containerPort: 80, hostPort: 8080 }] });
  const { runs } = (opened = openContainers({ containers: [web], settingsOf: () => settings }));
  await user.click(await screen.findByRole('row', { name: /web/ }));
  await user.click(screen.getByRole('button', { name: 'More actions for web' }));
  await user.click(await screen.findByRole('menuitem', { name: /^Duplicate/ }));
  const form = within(await screen.findByRole('dialog', { name: 'Run a container' }));
  expect(form.getByText('A copy of web.')).toBeDefined();
  expect(valueOf(form.getByRole('textbox', { name: 'Name' }))).toBe('web-copy');
  expect(valueOf(form.getByRole('textbox', { name: 'Port 1: host port' }))).toBe('');
  expect(valueOf(form.getByRole('textbox', { name: 'Port 1: container port' }))).toBe('80');
  expect(runs).toEqual([]);
});
