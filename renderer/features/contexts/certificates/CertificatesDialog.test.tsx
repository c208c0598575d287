// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import { AppFailure } from '../../../../contract/errors.ts';
import { contract } from '../../../../contract/index.ts';
import type { CertificateDefaults, CertificateSettings } from '../../../../contract/model/certificates.ts';
import { memoryPipe } from '../../../../contract/rpc/memory.ts';
import { serve } from '../../../../contract/rpc/serve.ts';
import { connectOver } from '../../../rpc/index.ts';
import { prepareTestPage } from '../../../ui/testing/page.ts';
import { renderUi } from '../../../ui/testing/renderUi.tsx';
import { CertificatesDialog } from './CertificatesDialog.tsx';

prepareTestPage();

const ending: (() => void)[] = [];
afterEach(() => ending.splice(0).forEach((end) => end()));

const DEFAULTS: CertificateDefaults = {
  openssl: 'OpenSSL 3.0.19',
  howToInstall: 'Install the package “openssl”.',
  parentFolder: '/home/me/docker-certificates',
  hostName: 'desk',
  addresses: ['192.168.1.2'],
};

type Create = (settings: CertificateSettings, signal: AbortSignal) => Promise<object>;

const made = async ({ folder }: CertificateSettings) => ({
  folder,
  validUntil: Date.UTC(2027, 0, 1),
  authorityValidUntil: Date.UTC(2036, 0, 1),
  fingerprint: 'AB:CD',
});

/** Main, as far as this goes. */
function show(defaults: CertificateDefaults = DEFAULTS, create: Create = made) {
  const asked: unknown[] = [];
  const certificates = {
    defaults: async () => defaults,
    async create(settings: CertificateSettings, signal: AbortSignal) {
      asked.push(settings);
      return create(settings, signal);
    },
    async addContext(given: unknown) {
      asked.push(given);
    },
  };
  connectOver(() => {
    const [client, server, close] = memoryPipe();
    ending.push(close);
    serve({ certificates: contract.certificates }, { certificates } as never, server);
    return client;
  });
  const { unmount } = renderUi(<CertificatesDialog onClose={() => {}} />);
  return { asked, unmount };
}

const namesField = () => screen.findByLabelText('Names and addresses of the engine’s machine');
const makeButton = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Make the certificates' });

test('what is written is what is made, and what goes where is told afterwards', async () => {
  const { asked } = show();
  await userEvent.type(await namesField(), 'lab.example.org');
  await userEvent.click(screen.getByRole('button', { name: 'Add 127.0.0.1' }));
  await userEvent.click(makeButton());
  const dialog = await screen.findByRole('dialog', { name: 'Certificates for lab' });
  expect(asked[0]).toEqual({
    ...{ name: 'lab', folder: '/home/me/docker-certificates/lab', names: ['lab.example.org', '127.0.0.1'] },
    ...{ days: 365, authorityDays: 3650, keyType: 'ecdsa-p256', passphrase: '' },
  });
  const engine = within(dialog).getByRole('region', { name: 'On the engine’s machine' });
  expect(engine.textContent).toContain('ssh -t lab.example.org');
  expect(dialog.textContent).toContain('ca-key.pem stays with you');
  await userEvent.click(within(dialog).getByRole('button', { name: 'Add as a context' }));
  await waitFor(() => expect(within(dialog).getByRole('button', { name: 'Added' })).toBeTruthy());
  expect(asked[1]).toEqual({
    folder: '/home/me/docker-certificates/lab',
    settings: { name: 'lab', description: '', endpoint: 'tcp://lab.example.org:2376' },
  });
});

test('for this computer its names are there, and nothing is copied over the network', async () => {
  show();
  await namesField();
  await userEvent.click(screen.getByText('Engine on this computer'));
  expect((await namesField()) as HTMLTextAreaElement).toHaveProperty(
    'value',
    'desk\n192.168.1.2\nlocalhost\n127.0.0.1',
  );
  await userEvent.click(makeButton());
  const dialog = await screen.findByRole('dialog', { name: 'Certificates for desk' });
  expect(dialog.textContent).toContain('sudo install -m 600 /home/me/docker-certificates/desk/ca.pem');
  expect(dialog.textContent).not.toContain('scp');
  expect(within(dialog).getByLabelText('Address of the engine')).toHaveProperty('value', 'tcp://localhost:2376');
});

test('without openssl it is said how to get it, and nothing can be made', async () => {
  const { openssl: _none, ...without } = DEFAULTS;
  show(without);
  await userEvent.type(await namesField(), 'lab');
  expect(screen.getByRole('alert').textContent).toContain('Install the package “openssl”.');
  expect(makeButton().disabled).toBe(true);
});

test('what main refuses is told, and can be mended', async () => {
  show(DEFAULTS, async () => {
    throw new AppFailure({ code: 'name-in-use', name: '/x', message: 'There is something in it.', hint: 'Another.' });
  });
  await userEvent.type(await namesField(), 'lab');
  await userEvent.click(makeButton());
  expect((await screen.findByRole('alert')).textContent).toContain('There is something in it.');
  await userEvent.type(screen.getByLabelText('Folder'), '2');
  expect(screen.queryByRole('alert')).toBeNull();
  expect(makeButton().disabled).toBe(false);
});

test('who closes the dialog meanwhile does not want them any more', async () => {
  let isCancelled = false;
  const { unmount } = show(
    DEFAULTS,
    (_settings, signal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => {
          isCancelled = true;
          reject(new AppFailure({ code: 'cancelled', message: 'Cancelled.' }));
        });
      }),
  );
  await userEvent.type(await namesField(), 'lab');
  await userEvent.click(makeButton());
  unmount();
  await waitFor(() => expect(isCancelled).toBe(true));
});
