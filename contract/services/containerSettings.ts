import { ContainerRef } from '../model/container.ts';
import type { RunSettings } from '../model/run.ts';
import { call } from '../rpc/define.ts';

/** What an existing container was made with. */
export interface ContainerSettings {
  readonly ref: ContainerRef;
  readonly settings: RunSettings;
  /** Of the image that it runs; its name may mean another one by now. */
  readonly imageId: string;
  /** Without its image nothing tells what came from it: then everything is said. */
  readonly isImageGone: boolean;
}

/** Settings of existing containers. */
export const containerSettings = {
  /** Canonical; rejects with `not-found`. `name` is its present name. */
  of: call(ContainerRef).returns<ContainerSettings>(),
};
