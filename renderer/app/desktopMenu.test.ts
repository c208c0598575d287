// @vitest-environment jsdom
import { expect, test, vi } from 'vitest';
import { contract } from '../../contract/index.ts';
import { memoryPipe } from '../../contract/rpc/memory.ts';
import { serve } from '../../contract/rpc/serve.ts';
import { connectOver } from '../rpc/index.ts';
import { registerCommands } from '../ui/commands/registry.ts';
import { startDesktopMenu } from './desktopMenu.ts';

test('the menu shows the commands, follows what can be done, and runs what is chosen', async () => {
  const menus: { id: string; isEnabled: boolean }[][] = [];
  const ran: string[] = [];
  let choose = (_commandId: string) => {};
  let isEnabled = true;
  const app = {
    showMenu: async ({ commands }: { commands: { id: string; isEnabled: boolean }[] }) => void menus.push(commands),
    async *menuChoices() {
      for (;;) yield { commandId: await new Promise<string>((resolve) => (choose = resolve)) };
    },
  };
  connectOver(() => {
    const [clientEnd, serverEnd] = memoryPipe();
    serve(contract, { app } as unknown as Parameters<typeof serve<typeof contract>>[1], serverEnd);
    return clientEnd;
  });
  const unregister = registerCommands(() => [
    { id: 'run', title: 'Run', section: 'General', isEnabled: () => isEnabled, run: () => ran.push('run') },
  ]);
  const stop = startDesktopMenu();

  await vi.waitFor(() => expect(menus).toMatchObject([[{ id: 'run', isEnabled: true }]]));
  choose('run');
  await vi.waitFor(() => expect(ran).toEqual(['run']));
  choose('gone');
  isEnabled = false;
  document.body.click();
  await vi.waitFor(() => expect(menus[1]).toMatchObject([{ id: 'run', isEnabled: false }]));
  choose('run');
  document.body.click();
  await new Promise((resolve) => queueMicrotask(() => resolve(undefined)));
  expect(ran).toEqual(['run']);
  expect(menus).toHaveLength(2);
  stop();
  unregister();
});
