import { access, constants, readdir } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

const FILE = /^docker-credential-([\w.-]+?)(?:\.exe)?$/;

/** The credential helpers on this machine, by name: `pass`, `secretservice`, `osxkeychain`, `ecr-login`… */
export async function findHelpers(env: Readonly<Record<string, string | undefined>>): Promise<readonly string[]> {
  const found = new Set<string>();
  for (const dir of new Set((env['PATH'] ?? '').split(delimiter).filter(Boolean))) {
    for (const name of await readdir(dir).catch(() => [])) {
      const helper = FILE.exec(name)?.[1];
      if (helper && (await mayRun(join(dir, name)))) found.add(helper);
    }
  }
  return [...found].toSorted();
}

const mayRun = (file: string): Promise<boolean> =>
  access(file, constants.X_OK).then(
    () => true,
    () => false,
  );

/** Those of cloud vendors make sign-ins of their own registries; all others keep whatever they are given. */
const OF_VENDORS = /^(ecr-login|gcr|gcloud|acr|acr-env|acr-linux|acr-win32|acr-darwin|oci)$/;
export const isKeychain = (helper: string): boolean => !OF_VENDORS.test(helper);

/** Where the CLI itself would put the first sign-in on this platform, if it can. */
export function defaultStore(helpers: readonly string[], platform = process.platform): string | undefined {
  const own = { darwin: ['osxkeychain'], win32: ['wincred'] }[platform as string] ?? ['pass', 'secretservice'];
  return own.find((name) => helpers.includes(name));
}
