import { z } from 'zod';
import { RunSettings } from './run.ts';

export const PresetName = z.string().trim().min(1, 'Give it a name.').max(80, 'A shorter name, please.');

/** Settings that were kept; values of secrets are not in them. */
const KeptSettings = z.object({
  settings: RunSettings,
  /** The names of secrets whose values were left out. */
  leftOut: z.array(z.string()),
  savedAt: z.number(),
});

/** Settings that a person keeps under a name. */
export const RunPreset = KeptSettings.extend({ name: PresetName });
export type RunPreset = z.infer<typeof RunPreset>;

/** What an image was last run with; the image is in the settings. */
export const LastRun = KeptSettings;
export type LastRun = z.infer<typeof LastRun>;

export interface RunPresets {
  /** In the order of their names. */
  readonly presets: readonly RunPreset[];
  /** The newest first. */
  readonly lastRuns: readonly LastRun[];
}
