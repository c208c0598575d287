import type { NewVolume, VolumeSummary } from '../../contract/model/volume.ts';
import type { VolumesDeps } from '../volumes/deps.ts';
import { copyContents, copySettings } from '../volumes/jobs/copyVolume.ts';
import { goBack } from '../volumes/jobs/safety.ts';
import { createVolume, inspectVolume } from '../volumes/volume.ts';
import type { Progress } from '../volumes/work/progress.ts';
import type { Engines } from './imagePlan.ts';

/** Who made it, in the words of Compose: on the other engine it is the same stack’s volume. */
const OF_COMPOSE = /^com\.docker\.compose\./;

/** How a volume of a stack is made on another engine: with the labels by which Compose there knows it for its own. */
export function stackVolumeSettings(source: VolumeSummary): NewVolume {
  const settings = copySettings(source, source.name);
  const ofCompose = Object.entries(source.labels).filter(([key]) => OF_COMPOSE.test(key));
  return { ...settings, labels: { ...settings.labels, ...Object.fromEntries(ofCompose) } };
}

/**
 * A volume of a stack on the other engine, verified. It is removed again when it does not become whole, also when the app
 * dies meanwhile. Rejects with `name-in-use`.
 */
export async function copyStackVolume(
  deps: Pick<VolumesDeps, 'work'>,
  { from, to }: Engines,
  name: string,
  progress: Progress,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const source = await inspectVolume(from, name, signal);
  const work = await deps.work.begin({
    ...{ context: to.context, volume: name, kind: 'copy' },
    stage: 'The copy was not whole yet.',
    wayOn: `The new volume is removed; “${name}” on ${from.context} is as it was. Copy again then.`,
  });
  try {
    await createVolume(to, stackVolumeSettings(source), () => work.note({ madeVolume: { context: to.context, name } }));
    const notes = await copyContents({ connection: from, name }, { connection: to, name }, progress, signal);
    await work.end();
    return notes;
  } catch (thrown) {
    await goBack(to, work, progress, 'undo');
    throw thrown;
  }
}
