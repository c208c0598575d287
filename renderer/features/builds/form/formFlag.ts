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
  readonly context?: string | undefined;
}

let initial: Initial | undefined;

/** Opens the form, with what was typed last or with the settings of a build or of a command; for the open context, or another. */
export function openBuildForm(settings?: BuildSettings, origin?: BuildOrigin, context?: string): void {
  initial = settings && { settings, origin, context };
  formFlag.set(true);
}

/** Once: what is opened next begins with what was typed. */
export function takeInitial(): Initial | undefined {
  const taken = initial;
  initial = undefined;
  return taken;
}
