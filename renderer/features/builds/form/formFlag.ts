import type { BuildSettings } from '../../../../contract/model/build.ts';
import { createFlag } from '../../../ui/index.ts';

export const formFlag = createFlag();

let initial: BuildSettings | undefined;

/** Opens the form, with what was typed last or with the settings of a build. */
export function openBuildForm(settings?: BuildSettings): void {
  initial = settings;
  formFlag.set(true);
}

/** Once: what is opened next begins with what was typed. */
export function takeInitialSettings(): BuildSettings | undefined {
  const taken = initial;
  initial = undefined;
  return taken;
}
