import path from 'node:path';
import { AppFailure } from '../../contract/errors.ts';
import type { RunSettings } from '../../contract/model/run.ts';
import { secretNames, withoutSecrets } from '../../contract/model/run/secrets.ts';
import type { RunPreset, RunPresets } from '../../contract/model/runPreset.ts';
import { loadPresets, type PresetFile, savePresets } from './presetFile.ts';

/** Images whose last settings are remembered. */
const MOST_LAST_RUNS = 50;

export interface PresetStore {
  readonly current: () => RunPresets;
  save(name: string, settings: RunSettings, isReplacing: boolean): Promise<void>;
  rename(name: string, newName: string): Promise<void>;
  remove(name: string): Promise<void>;
  /** What an image was just run with. Never rejects: nobody asked for it. */
  readonly remember: (settings: RunSettings) => void;
  /** Told after each change; gives back how to stop that. */
  subscribe(listener: () => void): () => void;
  /** Waits for what is being written. */
  close(): Promise<void>;
}

/**
 * Presets and last settings, in `run-presets.json` of the data folder: apart from the settings, so that nothing in it
 * can cost a person those. Values of secrets are never in it. Must be closed.
 */
export async function openPresets(dataDir: string, now: () => number = Date.now): Promise<PresetStore> {
  const file = path.join(dataDir, 'run-presets.json');
  const listeners = new Set<() => void>();
  let content: PresetFile = await loadPresets(file);
  let shown: RunPresets = shownOf(content);
  let writing: Promise<void> = Promise.resolve();

  function become(next: Partial<PresetFile>): Promise<void> {
    content = { ...content, ...next };
    shown = shownOf(content);
    for (const listener of listeners) listener();
    const written = writing.then(() => savePresets(file, content));
    writing = written.catch(() => {}); // who asked for it hears of it
    return written;
  }
  const find = (name: string) => content.presets.find((preset) => preset.name === name);
  const kept = (settings: RunSettings) => ({
    settings: withoutSecrets(settings),
    leftOut: secretNames(settings),
    savedAt: now(),
  });
  const refuseTaken = (name: string) => {
    if (!find(name)) return;
    throw new AppFailure({
      code: 'conflict',
      message: `There is a preset called “${name}” already.`,
      hint: 'Choose another name, or replace it.',
    });
  };

  return {
    current: () => shown,
    async save(name, settings, isReplacing) {
      if (!isReplacing) refuseTaken(name);
      const others = content.presets.filter((preset) => preset.name !== name);
      await become({ presets: [...others, { name, ...kept(settings) }] });
    },
    async rename(name, newName) {
      const preset = find(name);
      if (!preset) throw new AppFailure({ code: 'not-found', message: `There is no preset called “${name}”.` });
      if (name === newName) return;
      refuseTaken(newName);
      await become({ presets: content.presets.map((one) => (one === preset ? { ...preset, name: newName } : one)) });
    },
    async remove(name) {
      if (find(name)) await become({ presets: content.presets.filter((preset) => preset.name !== name) });
    },
    remember(settings) {
      const others = content.lastRuns.filter((run) => run.settings.image !== settings.image);
      become({ lastRuns: [kept(settings), ...others].slice(0, MOST_LAST_RUNS) }).catch(() => undefined);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => writing,
  };
}

const byName = new Intl.Collator('en', { numeric: true });

const shownOf = ({ presets, lastRuns }: PresetFile): RunPresets => ({
  presets: presets.toSorted((a: RunPreset, b: RunPreset) => byName.compare(a.name, b.name)),
  lastRuns,
});
