import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { app, net } from 'electron';
import type { UpdateSource } from '../../main/updates/source.ts';
import { createElectronUpdates } from './electronUpdates.ts';

const OWNER = 'gantry';
const REPOSITORY = 'gantry';

/** The updates of this copy; one that was not installed by us, or has no key to check with, says what updates it. */
export async function createAppUpdates(): Promise<UpdateSource> {
  const key = app.isPackaged
    ? await readFile(path.join(process.resourcesPath, 'release-key.pem'), 'utf8').catch(() => undefined)
    : undefined;
  if (!app.isPackaged) return cannot('It runs from its sources: “git pull” and “npm start” update it.');
  if (key === undefined) return cannot('This package was not made by Gantry’s makers: whoever made it updates it.');
  return createElectronUpdates({
    feed: { provider: 'github', owner: OWNER, repo: REPOSITORY },
    publicKey: key,
    releaseUrl: (version) => `https://github.com/${OWNER}/${REPOSITORY}/releases/download/v${version}`,
    async fetchText(url) {
      const response = await net.fetch(url);
      if (!response.ok) throw new Error(`${url}: HTTP ${response.status}`);
      return response.text();
    },
    async loadUpdater() {
      const { default: electronUpdater } = await import('electron-updater');
      const { autoUpdater, CancellationToken } = electronUpdater;
      return { updater: autoUpdater, createCancellation: () => new CancellationToken() };
    },
  });
}

function cannot(reason: string): UpdateSource {
  const refuse = () => Promise.reject(new Error(reason));
  return { unsupported: reason, check: refuse, find: refuse, download: refuse, install() {} };
}
