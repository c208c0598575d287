import { acceleratorOf } from '../menu/template.ts';

interface Shortcuts {
  readonly register: (accelerator: string, run: () => void) => boolean;
  readonly unregisterAll: () => void;
}

/** With Ctrl, Alt or ⌘ and one more key: a key alone would be taken from every other program. */
const SAFE = /^(?:(?:mod|ctrl|alt|meta)\+)(?:(?:mod|ctrl|alt|shift|meta)\+)*(?:[a-z0-9]|f\d{1,2}|space)$/;

/** In place of the one before. False where it cannot be had: it is none, or another program has it. */
export function applyGlobalShortcut(
  shortcut: string,
  { register, unregisterAll }: Shortcuts,
  run: () => void,
): boolean {
  unregisterAll();
  if (shortcut === '') return true;
  const accelerator = SAFE.test(shortcut) ? acceleratorOf(shortcut) : undefined;
  if (accelerator === undefined) return false;
  try {
    return register(accelerator, run);
  } catch {
    return false; // Electron throws for what it cannot read
  }
}
