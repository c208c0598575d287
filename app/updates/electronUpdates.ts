import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { AppUpdater, CancellationToken, UpdateInfo } from 'electron-updater';
import { AppFailure } from '../../contract/errors.ts';
import type { Release } from '../../contract/model/update.ts';
import type { UpdateSource } from '../../main/updates/source.ts';
import { checkSignature } from './signature.ts';

export interface ElectronUpdatesParts {
  /** Read late: nobody pays for it who does not look for an update. */
  readonly loadUpdater: () => Promise<{
    readonly updater: AppUpdater;
    readonly createCancellation: () => CancellationToken;
  }>;
  /** Where it is said which version is the newest of a channel. */
  readonly feed: Parameters<AppUpdater['setFeedURL']>[0];
  /** Of Gantry's makers (PEM); without it nothing is taken. */
  readonly publicKey: string;
  /** Where the files of one version are, without a slash at the end. */
  readonly releaseUrl: (version: string) => string;
  readonly fetchText: (url: string) => Promise<string>;
}

/** Updates by electron-updater, which knows how each system replaces an app. It never acts by itself here. */
export function createElectronUpdates(parts: ElectronUpdatesParts): UpdateSource {
  const { feed, publicKey, releaseUrl, fetchText } = parts;
  let found: Release | undefined;
  let loading: ReturnType<ElectronUpdatesParts['loadUpdater']> | undefined;

  const load = () =>
    (loading ??= parts.loadUpdater().then((loaded) => {
      const { updater } = loaded;
      updater.autoDownload = false;
      updater.autoInstallOnAppQuit = false;
      updater.logger = null;
      // What goes wrong is thrown to who asked; without a listener an event of that name would end the app.
      updater.on('error', () => {});
      return loaded;
    }));
  const ask = async (): Promise<Release | undefined> => {
    const { updater } = await load();
    const result = await updater.checkForUpdates();
    return (found = result?.isUpdateAvailable ? releaseOf(result.updateInfo) : undefined);
  };

  return {
    async check(channel) {
      const { updater } = await load();
      updater.setFeedURL(feed); // `find` looks elsewhere
      updater.channel = channel;
      updater.allowDowngrade = false; // setting a channel turns it on
      return ask();
    },
    async find(version) {
      const { updater } = await load();
      updater.setFeedURL({ provider: 'generic', url: releaseUrl(version) });
      updater.channel = version.includes('-beta') ? 'beta' : 'latest';
      updater.allowDowngrade = true;
      const release = await ask();
      if (release?.version === version) return release;
      throw new AppFailure({
        code: 'not-found',
        message: `Version ${version} is not offered any more.`,
        hint: 'Older versions can be downloaded and installed by hand.',
      });
    },
    async download(onPercent, signal) {
      const { updater, createCancellation } = await load();
      if (!found)
        throw new AppFailure({ code: 'conflict', message: 'There is no update to take.', hint: 'Look for one.' });
      const { version } = found;
      const cancellation = createCancellation();
      const cancel = () => cancellation.cancel();
      const progress = ({ percent }: { readonly percent: number }) => onPercent(percent);
      signal.addEventListener('abort', cancel, { once: true });
      updater.on('download-progress', progress);
      try {
        const [file] = await updater.downloadUpdate(cancellation);
        if (file === undefined) throw new Error('The update came without a file.');
        await checked(file, version);
      } finally {
        updater.off('download-progress', progress);
        signal.removeEventListener('abort', cancel);
      }
    },
    install() {
      void load().then(({ updater }) => updater.quitAndInstall(false, true));
    },
  };

  async function checked(file: string, version: string): Promise<void> {
    try {
      const base = releaseUrl(version);
      const [text, signature] = await Promise.all([
        fetchText(`${base}/checksums.json`),
        fetchText(`${base}/checksums.json.sig`),
      ]);
      await checkSignature({ file, version }, { text, signature }, publicKey);
    } catch (error) {
      await rm(path.dirname(file), { recursive: true, force: true });
      throw error;
    }
  }
}

const releaseOf = ({ version, releaseNotes, releaseDate }: UpdateInfo): Release => {
  const releasedAt = Date.parse(releaseDate);
  return { version, notes: notesOf(releaseNotes), ...(Number.isFinite(releasedAt) && { releasedAt }) };
};

/** One text, or one for each version that was passed over. */
function notesOf(notes: UpdateInfo['releaseNotes']): string {
  if (notes === null || notes === undefined) return '';
  if (typeof notes === 'string') return notes;
  return notes.map(({ version, note }) => `${version}\n${note ?? ''}`).join('\n\n');
}
