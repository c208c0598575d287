import { expect, test } from 'vitest';
import type { MenuCommand } from '../../contract/model/menu.ts';
import { menuTemplate } from './template.ts';

const commands: MenuCommand[] = [
  { id: 'palette.open', title: 'Search', section: 'General', shortcut: 'mod+k', isEnabled: true },
  { id: 'go.logs', title: 'Logs & more', section: 'Go to', shortcut: 'g l', isEnabled: true },
  { id: 'settings', title: 'Settings', section: 'General', shortcut: 'mod+,', isEnabled: false },
  { id: 'zoom', title: 'Odd', section: 'General', shortcut: 'shift+mod+arrowup', isEnabled: true },
];

const template = (isMac = false) => {
  const chosen: string[] = [];
  const menus = menuTemplate({ commands, isMac, isDevelopment: false, choose: (id) => chosen.push(id) });
  const items = (label: string) => {
    const submenu = menus.find((menu) => menu.label === label)?.submenu;
    return Array.isArray(submenu) ? submenu : [];
  };
  return { menus, items, chosen };
};

test('each section of commands is a menu, between those that every app has', () => {
  const { menus } = template();
  expect(menus.map(({ label, role }) => label ?? role)).toEqual([
    'fileMenu',
    'editMenu',
    'General',
    'Go to',
    'View',
    'windowMenu',
  ]);
  expect(template(true).menus[0]).toEqual({ role: 'appMenu' });
});

test('shortcuts are shown, but left to the page to listen for', () => {
  const { items } = template();
  expect(items('General')).toMatchObject([
    { label: 'Search', accelerator: 'CommandOrControl+K', registerAccelerator: false, enabled: true },
    { label: 'Settings', accelerator: 'CommandOrControl+,', enabled: false },
    { label: 'Odd', accelerator: 'Shift+CommandOrControl+Up' },
  ]);
  expect(items('Go to')[0]).not.toHaveProperty('accelerator');
});

test('choosing one says which; an ampersand is a letter', () => {
  const { items, chosen } = template();
  const [item] = items('Go to');
  item?.click?.({} as never, undefined, {} as never);
  expect(chosen).toEqual(['go.logs']);
  expect(item?.label).toBe('Logs && more');
});

test('who is not developing gets no developer tools', () => {
  expect(JSON.stringify(template().items('View'))).not.toMatch(/DevTools|reload/);
});
