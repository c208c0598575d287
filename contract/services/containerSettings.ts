import { ContainerRef } from '../model/container.ts';
import { z } from 'zod';
import { RunSettings } from '../model/run.ts';
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

/** Settings as what a person may take away with them. */
export interface SettingsTexts {
  /** `docker run …` or `docker create …`, for the engine of the context. */
  readonly run: string;
  /** What no flag says; whole sentences. */
  readonly runGaps: readonly string[];
  /** A Compose file with one service. */
  readonly compose: string;
  readonly composeGaps: readonly string[];
  /** JSON of `POST /containers/create`. */
  readonly createCall: string;
  /** Whether something is covered, or would be. */
  readonly hasSecrets: boolean;
}

/** Settings of existing containers, and settings as texts. */
export const containerSettings = {
  /** Canonical; rejects with `not-found`. `name` is its present name. */
  of: call(ContainerRef).returns<ContainerSettings>(),
  /** Changes nothing and asks no engine. With `areSecretsShown` passwords are in the texts. */
  texts: call(
    z.object({ context: z.string().min(1), settings: RunSettings, areSecretsShown: z.boolean().default(false) }),
  ).returns<SettingsTexts>(),
};
