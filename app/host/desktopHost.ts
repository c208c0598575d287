import { stat } from 'node:fs/promises';
import path from 'node:path';
import { AppFailure } from '../../contract/errors.ts';
import type { Host } from '../../main/host.ts';
import { writeOffer } from './writeOffer.ts';

interface HostOptions {
  readonly menu: NonNullable<Host['menu']>;
  readonly updates?: NonNullable<Host['updates']>;
  readonly downloadsDir: string;
  /** Asks where to save; undefined when the person gives it up. */
  readonly askForFile: (proposal: string) => Promise<string | undefined>;
  /** Electron’s `shell.openPath`: gives why it failed, or an empty text. */
  readonly openPath: (folder: string) => Promise<string>;
}

export function createDesktopHost({ menu, updates, downloadsDir, askForFile, openPath }: HostOptions): Host {
  return {
    mode: 'desktop',
    menu,
    ...(updates && { updates }),
    async offerFile(offer) {
      const file = await askForFile(path.join(downloadsDir, safeName(offer.name)));
      if (file === undefined) throw new AppFailure({ code: 'cancelled', message: 'Nothing was saved.' });
      const finished = writeOffer(file, (signal) => offer.open(signal));
      finished.catch(() => {}); // told to who asks; nobody has to
      return { finished };
    },
    async openFolder(folder) {
      const found = await stat(folder).catch(() => undefined);
      // Anything else would be run, or opened by whatever program takes it.
      if (!found?.isDirectory()) {
        const message = `There is no folder ${folder}.`;
        throw new AppFailure({ code: 'not-found', message, hint: 'It was moved or removed: say where its files are.' });
      }
      const engineText = await openPath(folder);
      if (engineText === '') return;
      const message = `${folder} could not be opened.`;
      throw new AppFailure({ code: 'unexpected', message, detail: engineText, hint: 'Is there a file manager?' });
    },
  };
}

const FORBIDDEN = /[<>:"/\\|?*]|\p{Cc}/gu;

/** A name that every file system takes, and that leads to no other folder. */
const safeName = (name: string): string =>
  name
    .replace(FORBIDDEN, '_')
    .replace(/^\.+|[. ]+$/g, '_')
    .slice(0, 200) || 'file';
