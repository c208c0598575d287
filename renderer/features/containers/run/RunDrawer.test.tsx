// @vitest-environment jsdom
import { act, configure, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import type { RunCheck, RunSettings } from '../../../../contract/model/run.ts';
import { prepareTestPage } from '../../../ui/testing/page.ts';
import { NO_OBSTACLE, openContainers } from '../testing/openContainers.tsx';
import { summary } from '../testing/summaries.ts';

prepareTestPage();
// Typing in jsdom takes its time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });
configure({ asyncUtilTimeout: 10_000 });

let opened: ReturnType<typeof openContainers> | undefined;
afterEach(() => opened?.end());

async function openForm(check?: (settings: RunSettings) => RunCheck) {
  const user = userEvent.setup();
  const page = (opened = openContainers({ containers: [], check }));
  await user.click(await screen.findByRole('button', { name: 'Run a container' }));
  const form = within(await screen.findByRole('dialog', { name: 'Run a container' }));
  // What an earlier test typed and did not run is still there: that is a promise of the form.
  await user.click(form.getByRole('button', { name: 'Clear' }));
  return { ...page, user, form };
}

test('what was typed is what is run, and the container opens when the job is done', async () => {
  const { user, form, runs, job, path } = await openForm();
  await user.type(form.getByRole('combobox', { name: 'Image' }), 'nginx:1.27');
  await user.type(form.getByRole('textbox', { name: 'Command' }), `sh -c 'echo "a b"'`);
  await user.type(form.getByRole('textbox', { name: 'Name' }), 'web');
  await user.click(form.getByRole('button', { name: 'Add a port' }));
  await user.type(form.getByRole('textbox', { name: 'Port 1: host port' }), '8080');
  await user.type(form.getByRole('textbox', { name: 'Port 1: container port' }), '80');
  await user.click(form.getByRole('button', { name: 'Add a variable' }));
  await user.click(form.getByRole('textbox', { name: 'Variable 1: name' }));
  await user.paste('A=1\nB="two words"\n');
  await user.click(form.getByRole('button', { name: 'Add a mount' }));
  await user.type(form.getByRole('textbox', { name: 'Mount 1: volume' }), 'data');
  await user.type(form.getByRole('textbox', { name: 'Mount 1: path in the container' }), '/data');
  await user.selectOptions(form.getByRole('combobox', { name: 'When it ends' }), 'unless-stopped');
  expect(form.getByText(/^docker container run/).textContent).toContain('--publish 127.0.0.1:8080:80');
  await user.keyboard('{Control>}{Enter}{/Control}');

  await waitFor(() => expect(runs).toHaveLength(1));
  expect(runs[0]).toMatchObject({
    image: 'nginx:1.27',
    command: ['sh', '-c', 'echo "a b"'],
    name: 'web',
    ports: [{ hostIp: '127.0.0.1', hostPort: 8080, containerPort: 80, protocol: 'tcp' }],
    env: [
      { name: 'A', value: '1' },
      { name: 'B', value: 'two words' },
    ],
    mounts: [{ type: 'volume', source: 'data', target: '/data', isReadOnly: false }],
    restartPolicy: { name: 'unless-stopped' },
    autoRemove: false,
    start: true,
  });
  const id = 'c'.repeat(64);
  act(() => job({ id: 'run-1', state: 'running', message: 'Pulling nginx:1.27' }));
  expect(await form.findByText('Pulling nginx:1.27')).toBeDefined();
  act(() => job({ id: 'run-1', state: 'done', result: { type: 'containers', ids: [id], warnings: [] } }));
  await waitFor(() => expect(path()).toBe(`/containers/${id}`));
});

test('a failure is said at its field, and no value is lost', async () => {
  const { user, form, runs, job } = await openForm();
  await user.type(form.getByRole('combobox', { name: 'Image' }), 'busybox');
  await user.type(form.getByRole('textbox', { name: 'Name' }), 'taken');
  await user.click(form.getByRole('button', { name: /^Run/ }));
  await waitFor(() => expect(runs).toHaveLength(1));
  const error = {
    code: 'name-in-use' as const,
    name: 'taken',
    message: 'The name “taken” is in use.',
    hint: 'Choose another.',
  };
  act(() => job({ id: 'run-1', state: 'failed', error }));
  expect(await form.findByText('The name “taken” is in use.')).toBeDefined();
  expect(form.getByRole('textbox', { name: 'Name' })).toHaveProperty('value', 'taken');
  expect(form.getByRole('combobox', { name: 'Image' })).toHaveProperty('value', 'busybox');
});

test('a taken port names its owner and is changed with one click', async () => {
  const { user, form } = await openForm(() => ({
    ports: [{ hostPort: 8080, protocol: 'tcp', owner: 'web', suggestedPort: 8081 }],
    missingSources: [],
    hasImage: true,
  }));
  await user.type(form.getByRole('combobox', { name: 'Image' }), 'busybox');
  await user.click(form.getByRole('button', { name: 'Add a port' }));
  await user.type(form.getByRole('textbox', { name: 'Port 1: host port' }), '8080');
  await user.type(form.getByRole('textbox', { name: 'Port 1: container port' }), '80');
  expect(await form.findByText('Taken by web.')).toBeDefined();
  await user.click(form.getByRole('button', { name: 'Use 8081 instead' }));
  expect(form.getByRole('textbox', { name: 'Port 1: host port' })).toHaveProperty('value', '8081');
});

test('nothing is run while a field makes no sense', async () => {
  const { user, form, runs } = await openForm();
  await user.type(form.getByRole('combobox', { name: 'Image' }), 'busybox');
  await user.type(form.getByRole('textbox', { name: 'Command' }), 'echo "open');
  await user.click(form.getByRole('button', { name: /^Run/ }));
  expect(form.getByText('A quote is not closed.')).toBeDefined();
  expect(runs).toEqual([]);
});

test('what a failed run has left is removed, and only that, when it is run again', async () => {
  const { user, form, runs, applied, job, change, path, store } = await openForm(({ name }) => ({
    ...NO_OBSTACLE,
    nameOwner: name === 'web' && runs.length > 0 ? { id: left.id, name } : undefined,
  }));
  const left = summary({ name: 'web', state: 'created' });
  await user.type(form.getByRole('combobox', { name: 'Image' }), 'busybox');
  await user.type(form.getByRole('textbox', { name: 'Command' }), 'nosuchcmd');
  await user.type(form.getByRole('textbox', { name: 'Name' }), 'web');
  await user.click(form.getByRole('button', { name: /^Run/ }));
  await waitFor(() => expect(runs).toHaveLength(1));
  const error = { code: 'conflict' as const, message: 'There is no nosuchcmd in the image.', hint: 'Check it.' };
  act(() => change({ type: 'patch', upserted: [left], removed: [] }));
  act(() => job({ id: 'run-1', state: 'failed', error, result: { type: 'containers', ids: [left.id], warnings: [] } }));
  expect(await form.findByText(error.message)).toBeDefined();
  await user.clear(form.getByRole('textbox', { name: 'Command' }));
  await user.type(form.getByRole('textbox', { name: 'Command' }), 'true');
  expect(form.queryByText(/taken by another container/)).toBeNull();
  await user.click(form.getByRole('button', { name: 'Remove it and run again' }));
  await waitFor(() => expect(runs).toHaveLength(2));
  expect(applied).toEqual([{ ids: [left.id], action: { type: 'remove', force: false, volumes: true } }]);
  expect(runs[1]).toMatchObject({ name: 'web', command: ['true'] });

  // Another try that fails leaves another one, and that is the one that is offered.
  act(() => job({ id: 'run-2', state: 'running', message: 'Starting web' }));
  await form.findByText('Starting web');
  act(() => change({ type: 'patch', upserted: [], removed: [left.id] }));
  const second = summary({ name: 'web', state: 'created' });
  act(() => change({ type: 'patch', upserted: [second], removed: [] }));
  await waitFor(() => expect(store.getState().containers.entities).toHaveProperty(second.id));
  act(() =>
    job({ id: 'run-2', state: 'failed', error, result: { type: 'containers', ids: [second.id], warnings: [] } }),
  );
  await user.click(await form.findByRole('button', { name: 'Open it' }));
  await waitFor(() => expect(path()).toBe(`/containers/${second.id}`));
});

test('a try that fails under a fold opens it and goes to the first wrong field', async () => {
  const { user, form, runs, job } = await openForm();
  const section = form.getByRole('button', { name: /^Process/ });
  await user.type(form.getByRole('combobox', { name: 'Image' }), 'busybox');
  await user.click(section);
  await user.type(form.getByRole('textbox', { name: 'Working folder' }), 'app');
  await user.click(section);
  expect(form.queryByRole('textbox', { name: 'Working folder' })).toBeNull();
  expect(section.textContent).toContain('1 to mend');
  expect(section.textContent).toContain('Working folder app');
  await user.click(form.getByRole('button', { name: /^Run/ }));
  expect(runs).toEqual([]);
  expect(document.activeElement).toBe(form.getByRole('textbox', { name: 'Working folder' }));

  await user.clear(form.getByRole('textbox', { name: 'Working folder' }));
  await user.click(section);
  await user.click(form.getByRole('button', { name: /^Run/ }));
  await waitFor(() => expect(runs).toHaveLength(1));
  const error = { code: 'invalid-input' as const, message: 'No such user.', path: ['settings', 'user'] };
  act(() => job({ id: 'run-1', state: 'failed', error }));
  expect(await form.findByText('No such user.')).toBeDefined();
  expect(document.activeElement).toBe(form.getByRole('textbox', { name: 'User' }));
});

test('a setting is found by its flag or by a word, and what is found stays in its section', async () => {
  const { user, form } = await openForm();
  const find = form.getByRole('textbox', { name: 'Find a setting' });
  await user.type(find, '--cap-add');
  expect(form.getByRole('button', { name: 'Add a capability to give' })).toBeDefined();
  expect(form.queryByRole('combobox', { name: 'Image' })).toBeNull();
  expect(form.getAllByRole('button', { expanded: true }).map(({ textContent }) => textContent)).toEqual(['Security']);
  await user.clear(find);
  await user.type(find, 'swap');
  await user.type(form.getByRole('textbox', { name: 'Memory and swap' }), '1g');
  await user.clear(find);
  expect(form.getByRole('button', { name: /^Resources/ }).textContent).toContain('Memory and swap 1g');
  await user.type(find, 'nosuchsetting');
  expect(form.getByText(/^No setting is called so/)).toBeDefined();
});

test('one switch hardens it, and takes that back', async () => {
  const { user, form, runs } = await openForm();
  await user.type(form.getByRole('combobox', { name: 'Image' }), 'busybox');
  await user.click(form.getByRole('button', { name: /^Security/ }));
  await user.click(form.getByRole('checkbox', { name: /^Privileged/ }));
  expect(form.getByText(/nothing separates it from the machine/)).toBeDefined();
  await user.click(form.getByRole('switch', { name: 'Hardened' }));
  expect(form.queryByText(/nothing separates it from the machine/)).toBeNull();
  await user.click(form.getByRole('switch', { name: 'Hardened' }));
  expect(form.getByRole('checkbox', { name: /^Privileged/ })).toHaveProperty('checked', true);
  await user.click(form.getByRole('switch', { name: 'Hardened' }));
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(runs).toHaveLength(1));
  expect(runs[0]).toMatchObject({
    user: '65534:65534',
    isPrivileged: false,
    isRootReadOnly: true,
    capDrop: ['ALL'],
    securityOptions: ['no-new-privileges'],
    mounts: [{ type: 'tmpfs', target: '/tmp' }],
  });
});

test('a key that is pasted into a value keeps its lines', async () => {
  const { user, form, runs } = await openForm();
  const key = '-----BEGIN KEY-----\nAbCd==\n-----END KEY-----\n';
  await user.type(form.getByRole('combobox', { name: 'Image' }), 'busybox');
  await user.click(form.getByRole('button', { name: 'Add a variable' }));
  await user.type(form.getByRole('textbox', { name: 'Variable 1: name' }), 'TLS_KEY');
  await user.click(form.getByLabelText('Variable 1: value'));
  await user.paste(key);
  expect(form.getByLabelText('Variable 1: value').tagName).toBe('TEXTAREA');
  expect(form.queryByRole('textbox', { name: 'Variable 2: name' })).toBeNull();
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(runs).toHaveLength(1));
  expect(runs[0]?.env).toEqual([{ name: 'TLS_KEY', value: key }]);
});

test('a secret is not on the screen, not in the command either, and is what is sent', async () => {
  const { user, form, runs } = await openForm();
  await user.type(form.getByRole('combobox', { name: 'Image' }), 'busybox');
  await user.click(form.getByRole('button', { name: 'Add a variable' }));
  await user.type(form.getByRole('textbox', { name: 'Variable 1: name' }), 'DB_PASSWORD');
  await user.type(form.getByLabelText('Variable 1: value'), 'hunter2');
  expect(form.getByLabelText('Variable 1: value').getAttribute('type')).toBe('password');
  expect(form.getByText(/^docker container run/).textContent).not.toContain('hunter2');
  await user.click(form.getByRole('button', { name: 'Show the value of variable 1' }));
  expect(form.getByLabelText('Variable 1: value').getAttribute('type')).toBe('text');
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(runs).toHaveLength(1));
  expect(runs[0]?.env).toEqual([{ name: 'DB_PASSWORD', value: 'hunter2' }]);
});

test('what the engine refused is not said of what is typed next', async () => {
  const { user, form, runs, job } = await openForm();
  await user.type(form.getByRole('combobox', { name: 'Image' }), 'busybox');
  await user.type(form.getByRole('textbox', { name: 'Name' }), 'taken');
  await user.click(form.getByRole('button', { name: /^Run/ }));
  await waitFor(() => expect(runs).toHaveLength(1));
  const error = { code: 'name-in-use' as const, name: 'taken', message: '“taken” is in use.', hint: 'Choose another.' };
  act(() => job({ id: 'run-1', state: 'failed', error }));
  expect(await form.findByText('“taken” is in use.')).toBeDefined();
  await user.type(form.getByRole('textbox', { name: 'Name' }), '-2');
  expect(form.queryByText('“taken” is in use.')).toBeNull();
  expect(form.getByRole('textbox', { name: 'Name' }).getAttribute('aria-invalid')).toBeNull();
});

test('what the engine warns of is said when the container runs', async () => {
  const { user, form, runs, job } = await openForm();
  await user.type(form.getByRole('combobox', { name: 'Image' }), 'busybox');
  await user.click(form.getByRole('button', { name: /^Run/ }));
  await waitFor(() => expect(runs).toHaveLength(1));
  const warnings = ['Your kernel does not support swap limit capabilities.'];
  act(() => job({ id: 'run-1', state: 'done', result: { type: 'containers', ids: ['c'.repeat(64)], warnings } }));
  expect(await screen.findByText(/does not support swap limit/)).toBeDefined();
});
