import { EMPTY_RUN, type RunSettings } from '../../model/run.ts';
import { canonicalSettings } from '../../model/run/canonical.ts';
import { hostOf } from './host.ts';
import type { EngineDefaults, Made, MadeConfig } from './made.ts';
import { mountsOf } from './mounts.ts';
import { networksOf, portsOf } from './networks.ts';
import { processOf } from './process.ts';

/**
 * The settings that `made` was made with, in canonical form: nothing that was set is missing, and what only came from
 * the image or from the engine is not repeated, so that another image gives its own. Give an empty object for an image
 * that is gone; everything is repeated then. `createBody` makes the same container of them.
 *
 * What the engine does not keep cannot be read back: whether it was pulled first, a platform that is the engine’s own,
 * a MAC address in a further network while it runs, and values that are the engine’s own anyway.
 */
export function settingsOf(made: Made, image: MadeConfig, defaults: EngineDefaults): RunSettings {
  return canonicalSettings({
    ...EMPTY_RUN,
    image: made.Config?.Image ?? made.Image ?? '',
    name: (made.Name ?? '').replace(/^\//, '') || undefined,
    ...hostOf(made.HostConfig ?? {}, defaults),
    ...processOf(made, image, defaults),
    ...mountsOf(made, image),
    ...networksOf(made),
    ...portsOf(made, image),
  });
}
