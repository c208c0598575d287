import type { BuildSettings } from '../../../../contract/model/build.ts';
import { createFlag } from '../../../ui/index.ts';

export const formFlag = createFlag();

/** Where settings come from, and what of it could not be taken over. */
export interface BuildOrigin {
  readonly text: string;
  readonly remarks: readonly string[];
}

interface Initial {
  readonly settings: BuildSettings;
  readonly origin?: BuildOrigin | undefined;
}

let initial: Initial | undefined;

/** Opens the form, with what was typed last or with the settings of a build or of a command. */
export function openBuildForm(settings?: BuildSettings, origin?: BuildOrigin): void {
  initial = settings && { settings, origin };
  formFlag.set(true);
}

/** Once: what is opened next begins with what was typed. */
export function takeInitial(): Initial | undefined {
  const taken = initial;
  initial = undefined;
  return taken;
}
