import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { AppFailure } from '../../contract/errors.ts';
import { type LockedSetting, valueAt, withLocked, withValueAt } from '../../contract/model/settingPath.ts';
import type { Settings, SettingsPatch } from '../../contract/model/settings.ts';
import { withUnknown } from './readSettings.ts';
import { loadSettings, saveSettings } from './settingsFile.ts';

/** Changes in a burst (a column being dragged) are written once. */
const DEBOUNCE_MS = 200;

export type SettingsChange = SettingsPatch &
  Pick<Partial<Settings>, 'selectedContext' | 'registries' | 'diskRules' | 'engine'>;

export interface SettingsStore {
  /** As they are in force: what the organisation has set stands over what the person chose. */
  readonly current: () => Settings;
  readonly notices: readonly string[];
  /**
   * Valid at once; resolves when it is on the disk. Throws `no-space`, `permission-denied` (also for what the organisation
   * has set, and then nothing is changed) or `unexpected`.
   */
  update(change: SettingsChange): Promise<void>;
  /** Throws what `update` would of what the organisation has set, and changes nothing: for work that comes before it. */
  check(change: SettingsChange): void;
  /** Keeps keys that this version does not know, for the one that does. */
  keep(unknown: Readonly<Record<string, unknown>>): Promise<void>;
  /** Told after each change; gives back how to stop that. */
  subscribe(listener: (settings: Settings) => void): () => void;
  /** Writes what is not written yet. */
  close(): Promise<void>;
}

/** What the organisation has set, if it has set anything. */
export interface SettingsPolicy {
  readonly locked: readonly LockedSetting[];
  readonly reason?: string;
}

/** The person's settings, from `settings.json` in the data folder. Must be closed. */
export async function openSettings(dataDir: string, policy: SettingsPolicy = { locked: [] }): Promise<SettingsStore> {
  const file = path.join(dataDir, 'settings.json');
  const loaded = await loadSettings(file);
  const listeners = new Set<(settings: Settings) => void>();
  /** What the person chose, also where the organisation says otherwise: it is theirs again when that ends. */
  let chosen = loaded.settings;
  let { kept } = loaded;
  let settings = withLocked(chosen, policy.locked);
  let writing: Promise<void> = Promise.resolve();
  let due: { readonly promise: Promise<void>; readonly now: () => void } | undefined;

  function write(): Promise<void> {
    due = undefined;
    const next = writing.then(() => saveSettings(file, chosen, kept));
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

  const allowed = (change: SettingsChange): Settings => {
    const wanted = merge(settings, change);
    const refused = policy.locked.find(({ path: at, value }) => !isDeepStrictEqual(valueAt(wanted, at), value));
    if (refused) throw isLocked(refused, policy.reason);
    return wanted;
  };
  const saved = () =>
    schedule().catch((thrown: unknown) => {
      throw notSaved(thrown);
    });

  return {
    current: () => settings,
    notices: loaded.notice ? [loaded.notice] : [],
    async update(change) {
      const wanted = allowed(change);
      chosen = policy.locked.reduce((tree, { path: at }) => withValueAt(tree, at, valueAt(chosen, at)), wanted);
      const unusable = Object.entries(kept.unusable).filter(([key]) => !(key in change));
      kept = { ...kept, unusable: Object.fromEntries(unusable) };
      settings = withLocked(chosen, policy.locked);
      for (const listener of listeners) listener(settings);
      await saved();
    },
    check: (change) => void allowed(change),
    keep(unknown) {
      kept = { ...kept, unknown: withUnknown(unknown, kept.unknown) };
      return saved();
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

const isLocked = ({ path: at }: LockedSetting, reason: string | undefined): AppFailure =>
  new AppFailure({
    code: 'permission-denied',
    message: `“${at}” is set by your organisation${reason === undefined ? '' : `: ${reason}`}`,
    hint: 'It cannot be changed here. Ask whoever manages this computer.',
  });

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
