import path from 'node:path';
import { AppFailure } from '../../contract/errors.ts';
import type { Settings, SettingsPatch } from '../../contract/model/settings.ts';
import { loadSettings, saveSettings } from './settingsFile.ts';

/** Changes in a burst (a column being dragged) are written once. */
const DEBOUNCE_MS = 200;

export type SettingsChange = SettingsPatch & Pick<Partial<Settings>, 'selectedContext' | 'registries' | 'diskRules' | 'engine'>;

export interface SettingsStore {
  readonly current: () => Settings;
  readonly notices: readonly string[];
  /** Valid at once; resolves when it is on the disk. Throws `no-space`, `permission-denied` or `unexpected`. */
  update(change: SettingsChange): Promise<void>;
  /** Told after each change; gives back how to stop that. */
  subscribe(listener: (settings: Settings) => void): () => void;
  /** Writes what is not written yet. */
  close(): Promise<void>;
}

/** The person's settings, from `settings.json` in the data folder. Must be closed. */
export async function openSettings(dataDir: string): Promise<SettingsStore> {
  const file = path.join(dataDir, 'settings.json');
  const loaded = await loadSettings(file);
  const listeners = new Set<(settings: Settings) => void>();
  let settings = loaded.settings;
  let writing: Promise<void> = Promise.resolve();
  let due: { readonly promise: Promise<void>; readonly now: () => void } | undefined;

  function write(): Promise<void> {
    due = undefined;
    const next = writing.then(() => saveSettings(file, settings));
    writing = next.catch(() => {}); // who asked for it hears of it
    return next;
  }
  function schedule(): Promise<void> {
    if (!due) {
      let now = () => {};
      const promise = new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, DEBOUNCE_MS);
        now = () => {
          clearTimeout(timer);
          resolve();
        };
      }).then(write);
      due = { promise, now };
    }
    return due.promise;
  }

  return {
    current: () => settings,
    notices: loaded.notice ? [loaded.notice] : [],
    async update(change) {
      settings = merge(settings, change);
      for (const listener of listeners) listener(settings);
      await schedule().catch((thrown: unknown) => {
        throw notSaved(thrown);
      });
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      due?.now();
      await due?.promise.catch(() => {});
      await writing;
    },
  };
}

function merge(settings: Settings, { layout, ...change }: SettingsChange): Settings {
  const entries = Object.entries({ ...settings.layout, ...layout }).filter(([, value]) => value !== null);
  const defined = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  return { ...settings, ...defined, layout: Object.fromEntries(entries) };
}

function notSaved(thrown: unknown): AppFailure {
  const { code, message } = thrown as NodeJS.ErrnoException;
  const said = { message: 'The settings could not be saved.', engineText: message };
  if (code === 'ENOSPC') return new AppFailure({ ...said, code: 'no-space', hint: 'Free some space on the disk.' });
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return new AppFailure({
      ...said,
      code: 'permission-denied',
      hint: 'Make Gantry’s data folder writable for your user.',
    });
  }
  return new AppFailure({ ...said, code: 'unexpected', detail: message });
}
