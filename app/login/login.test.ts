import { expect, test } from 'vitest';
import { DesktopChoices } from '../../contract/model/shell.ts';
import { applyGlobalShortcut } from './globalShortcut.ts';
import { applyLogin, autostartEntry, startsHidden } from './loginItem.ts';

const choices = (more: Partial<DesktopChoices> = {}) => ({ ...DesktopChoices.parse({}), ...more });

async function apply(platform: NodeJS.Platform, opensAtLogin: boolean) {
  const done: string[] = [];
  await applyLogin(choices({ opensAtLogin }), {
    platform,
    setLoginItem: ({ openAtLogin, args }) => done.push(`${openAtLogin} ${args.join(' ')}`),
    writeEntry: async (text) => void done.push(text.split('\n')[3] ?? ''),
    removeEntry: async () => void done.push('removed'),
    program: '/opt/Gantry/gantry',
  });
  return done;
}

test('each system is told in its own way', async () => {
  expect(await apply('darwin', true)).toEqual(['true --hidden']);
  expect(await apply('win32', false)).toEqual(['false --hidden']);
  expect(await apply('linux', true)).toEqual(['Exec="/opt/Gantry/gantry" --hidden']);
  expect(await apply('linux', false)).toEqual(['removed']);
});

test('the path of the program is one word of the entry, whatever is in it', () => {
  expect(autostartEntry('/home/a b/$x`"%f\\.AppImage')).toContain(
    String.raw`Exec="/home/a b/\$x\`\"%%f\\.AppImage" --hidden`,
  );
});

test('it begins without a window only when the system opened it, and where there is a tray to open it from', () => {
  const wanted = choices({ startsHidden: true });
  expect(startsHidden(wanted, ['--hidden'], true)).toBe(true);
  expect(startsHidden(wanted, [], true)).toBe(false);
  expect(startsHidden(wanted, ['--hidden'], false)).toBe(false);
  expect(startsHidden(choices(), ['--hidden'], true)).toBe(false);
});

function shortcuts(isFree = true) {
  const done: string[] = [];
  return {
    done,
    system: {
      register: (accelerator: string) => (done.push(accelerator), isFree),
      unregisterAll: () => void done.push('none'),
    },
  };
}

test('one shortcut takes the place of the last; none is one too', () => {
  const { done, system } = shortcuts();
  expect(applyGlobalShortcut('mod+shift+g', system, () => {})).toBe(true);
  expect(applyGlobalShortcut('', system, () => {})).toBe(true);
  expect(done).toEqual(['none', 'CommandOrControl+Shift+G', 'none']);
});

test('what another program has, a key alone and what is no shortcut cannot be had', () => {
  expect(applyGlobalShortcut('mod+shift+g', shortcuts(false).system, () => {})).toBe(false);
  for (const no of ['g', 'shift+g', 'mod+', 'mod+g c', 'mod++', 'hello', 'mod+shift+']) {
    const { done, system } = shortcuts();
    expect([no, applyGlobalShortcut(no, system, () => {})]).toEqual([no, false]);
    expect(done).toEqual(['none']);
  }
  const throwing = {
    register: () => {
      throw new TypeError('no');
    },
    unregisterAll() {},
  };
  expect(applyGlobalShortcut('mod+f99', throwing, () => {})).toBe(false);
});
