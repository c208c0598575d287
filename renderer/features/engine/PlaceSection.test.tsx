// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import { contract } from '../../../contract/index.ts';
import type { EngineState, EngineStatus } from '../../../contract/model/engine.ts';
import { VmChoices, type VmOverview } from '../../../contract/model/engineVm.ts';
import { memoryPipe } from '../../../contract/rpc/memory.ts';
import { serve } from '../../../contract/rpc/serve.ts';
import { connectOver } from '../../rpc/index.ts';
import { prepareTestPage } from '../../ui/testing/page.ts';
import { renderUi } from '../../ui/testing/renderUi.tsx';
import { PlaceSection } from './PlaceSection.tsx';
import { VmSection } from './VmSection.tsx';

prepareTestPage();

const GIB = 2 ** 30;
const ending: (() => void)[] = [];
afterEach(() => ending.splice(0).forEach((end) => end()));

const RUNNING: EngineState = { type: 'running', pid: 7, sinceAt: 0, isAdopted: false, version: '28.5.2' };
const status: EngineStatus = {
  state: RUNNING,
  mode: 'root',
  endpoint: 'unix:///data/engine/docker.sock',
  dataRoot: '/data',
  parts: [],
  isDebug: false,
  places: ['native', 'vm'],
};

function serveEngine() {
  const asked: unknown[] = [];
  let choices = VmChoices.parse({});
  const overview = (): VmOverview => ({
    choices,
    resources: { cpus: choices.cpus ?? 2, memoryBytes: 4 * GIB, diskBytes: 64 * GIB },
    hypervisors: [{ hypervisor: 'qemu', isUsable: true, reason: 'QEMU.' }],
    hypervisor: 'qemu',
    folders: choices.folders ?? [{ path: '/home/me', isReadOnly: false }],
    host: { cpus: 8, memoryBytes: 16 * GIB },
    restartFor: choices.cpus === undefined ? [] : ['cpus'],
    disk: { file: '/vm/data.qcow2', takenBytes: GIB, leastBytes: 64 * GIB },
  });
  const engine = {
    choosePlace: async ({ place }: { place: string }) => void asked.push(place),
    vm: async () => overview(),
    saveVm: async (next: VmChoices) => {
      choices = next;
      asked.push(next);
    },
    vmBelongings: async () => [
      { what: 'The VM', path: '/data/engine-vm/vm', sizeBytes: GIB, goesWithReset: true },
      { what: 'The key', path: '/data/engine-vm/ssh_key', sizeBytes: 400, goesWithReset: false },
    ],
    resetVm: async () => void asked.push('reset'),
  };
  connectOver(() => {
    const [clientEnd, serverEnd, close] = memoryPipe();
    serve(contract, { engine } as unknown as Parameters<typeof serve<typeof contract>>[1], serverEnd);
    ending.push(close);
    return clientEnd;
  });
  return asked;
}

test('who chooses the VM is told first what happens to the containers', async () => {
  const asked = serveEngine();
  renderUi(<PlaceSection status={status} />);
  await userEvent.click(screen.getByRole('radio', { name: 'In a light VM' }));
  const dialog = await screen.findByRole('dialog', { name: 'Run Gantry’s engine in a VM?' });
  expect(dialog.textContent).toContain('keep their data apart');
  expect(dialog.textContent).toContain('its running containers with it');
  expect(asked).toEqual([]);
  await userEvent.click(within(dialog).getByRole('button', { name: 'Use the VM' }));
  await waitFor(() => expect(asked).toEqual(['vm']));
});

test('where there is one place only there is nothing to choose', () => {
  serveEngine();
  renderUi(<PlaceSection status={{ ...status, places: ['vm'] }} />);
  expect(screen.queryByRole('radio')).toBeNull();
});

test('what waits for a restart is said before it is saved, and offered after', async () => {
  const asked = serveEngine();
  renderUi(<VmSection state={RUNNING} onRestart={() => asked.push('restart')} />);
  const cpus = await screen.findByRole('textbox', { name: 'Processors' });
  await userEvent.clear(cpus);
  await userEvent.type(cpus, '3');
  expect((await screen.findByText(/Waits for a restart of the engine: processors/)).textContent).toContain(
    'stop meanwhile',
  );
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(asked).toEqual([expect.objectContaining({ cpus: 3 })]));
  await userEvent.click(await screen.findByRole('button', { name: 'Restart the engine' }));
  expect(asked.at(-1)).toBe('restart');
});

test('a reset lists exactly what goes', async () => {
  const asked = serveEngine();
  renderUi(<VmSection state={{ type: 'stopped' }} onRestart={() => {}} />);
  await userEvent.click(await screen.findByRole('button', { name: 'Reset…' }));
  const dialog = await screen.findByRole('dialog', { name: 'Reset the engine in the VM?' });
  const items = within(dialog).getAllByRole('listitem');
  expect(items.map(({ textContent }) => textContent)).toEqual([expect.stringContaining('/data/engine-vm/vm')]);
  await userEvent.click(within(dialog).getByRole('button', { name: 'Reset' }));
  await waitFor(() => expect(asked).toEqual(['reset']));
});

test('folders are shared and no longer shared, and the other choices stay', async () => {
  const asked = serveEngine();
  renderUi(<VmSection state={RUNNING} onRestart={() => {}} />);
  await userEvent.type(await screen.findByRole('textbox', { name: 'Folder to share' }), '/srv/data');
  await userEvent.click(screen.getByRole('checkbox', { name: 'Read-only' }));
  await userEvent.click(screen.getByRole('button', { name: 'Share' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Stop sharing /home/me' }));
  await waitFor(() => expect(asked).toHaveLength(2));
  const added = { path: '/srv/data', isReadOnly: true };
  expect(asked).toMatchObject([
    { saverMinutes: 0, folders: [{ path: '/home/me', isReadOnly: false }, added] },
    { folders: [added] },
  ]);
});
