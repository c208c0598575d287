import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * Opens the person's browser. The address holds the token, and what is on a command line every user of the machine can
 * read: so the browser gets a file that only this person can read, and that leads on. Gives how to remove it.
 */
export async function openBrowser(url: string, dataDir: string): Promise<() => Promise<void>> {
  const file = path.join(dataDir, `open-${randomBytes(8).toString('hex')}.html`);
  await writeFile(
    file,
    `<!doctype html><meta charset="utf-8"><meta name="referrer" content="no-referrer">` +
      `<meta http-equiv="refresh" content="0;url=${url}"><title>Gantry</title><a href="${url}">Open Gantry</a>\n`,
    { mode: 0o600 },
  );
  const [command, ...args] = openerFor(process.platform);
  const child = spawn(command, [...args, pathToFileURL(file).href], { stdio: 'ignore', detached: true });
  child.on('error', () => {}); // no browser: the address has been printed
  child.unref();
  return () => rm(file, { force: true });
}

function openerFor(platform: NodeJS.Platform): [string, ...string[]] {
  if (platform === 'darwin') return ['open'];
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler'];
  return ['xdg-open'];
}
