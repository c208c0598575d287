import { z } from 'zod';
import { RunSettings } from '../model/run.ts';
import { PresetName, type RunPresets } from '../model/runPreset.ts';
import { call, stream } from '../rpc/define.ts';

/** Settings of containers that are kept for the next time. */
export const runPresets = {
  /** Begins with what there is; one item after each change, whoever made it. */
  watch: stream(z.object({})).of<RunPresets>(),
  /** Rejects with `conflict` where the name is taken, unless it is to be replaced. */
  save: call(
    z.object({ name: PresetName, settings: RunSettings, isReplacing: z.boolean().default(false) }),
  ).returns<void>(),
  /** Rejects with `not-found`, and with `conflict` where the new name is taken. */
  rename: call(z.object({ name: PresetName, newName: PresetName })).returns<void>(),
  /** One that is gone already is no error. */
  remove: call(z.object({ name: PresetName })).returns<void>(),
};
