import { z } from 'zod';
import { type PartVersions, UpdateChannel, type UpdateStatus } from '../model/update.ts';
import { call, stream } from '../rpc/define.ts';

export const updates = {
  /** Begins with what is known; one item after each change. */
  watch: stream(z.object({})).of<UpdateStatus>(),
  /** Asks whether there is a newer version on the channel. Nothing is downloaded. */
  check: call(z.object({})).returns<void>(),
  /** Downloads what `check` found, and checks its signature. */
  download: call(z.object({})).returns<void>(),
  cancelDownload: call(z.object({})).returns<void>(),
  /** Ends the app and replaces it. Rejects with `conflict` while jobs run, which are named. */
  install: call(z.object({})).returns<void>(),
  /** Looks for the version that ran before this one; it is then downloaded and installed like any other. */
  findPrevious: call(z.object({})).returns<void>(),
  setChannel: call(z.object({ channel: UpdateChannel })).returns<void>(),
  /** Versions of the engine and the guest: they are updated by themselves, on the Engine page. */
  parts: call(z.object({})).returns<readonly PartVersions[]>(),
};
