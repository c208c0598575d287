import type { ServiceOf } from '../../contract/index.ts';
import type { PartVersions, UpdateStatus } from '../../contract/model/update.ts';
import type { Updates } from '../updates/updates.ts';

export interface UpdatesServiceParts {
  readonly updates: Updates;
  readonly parts: () => Promise<readonly PartVersions[]>;
}

/** Updates of the app itself. The engine and the guest have versions of their own, which are only told here. */
export function createUpdatesService({ updates, parts }: UpdatesServiceParts): ServiceOf<'updates'> {
  return {
    watch: (_input, signal) => follow(updates, signal),
    check: () => updates.check(),
    download: () => updates.download(),
    cancelDownload: async () => updates.cancelDownload(),
    install: async () => updates.install(),
    findPrevious: () => updates.findPrevious(),
    setChannel: ({ channel }) => updates.setChannel(channel),
    parts,
  };
}

/** The newest wins when the reader is slow. */
async function* follow(updates: Updates, signal: AbortSignal): AsyncGenerator<UpdateStatus> {
  let wake = () => {};
  let hasChanged = true;
  const stop = updates.subscribe(() => {
    hasChanged = true;
    wake();
  });
  signal.addEventListener('abort', () => wake(), { once: true });
  try {
    while (!signal.aborted) {
      if (hasChanged) {
        hasChanged = false;
        yield updates.status();
      } else await new Promise<void>((resolve) => (wake = resolve));
    }
  } finally {
    stop();
  }
}
