import path from 'node:path';
import { AppFailure } from '../../contract/errors.ts';
import { isProgram } from '../plugins/findPlugin.ts';
import { runProgram } from '../plugins/runProgram.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** Git for Windows brings one along, and does not put it on the PATH. */
const ELSEWHERE =
  process.platform === 'win32'
    ? [String.raw`C:\Program Files\Git\usr\bin`, String.raw`C:\Program Files\OpenSSL-Win64\bin`]
    : [];

/** Undefined where this computer has none. */
export async function findOpenssl(env: Env): Promise<string | undefined> {
  const name = process.platform === 'win32' ? 'openssl.exe' : 'openssl';
  const dirs = [...(env['PATH'] ?? '').split(path.delimiter).filter((dir) => path.isAbsolute(dir)), ...ELSEWHERE];
  for (const dir of dirs) {
    const file = path.join(dir, name);
    if (await isProgram(file)) return file;
  }
  return undefined;
}

/** `OpenSSL 3.0.19 27 Jan 2026`; undefined where it does not run. */
export async function opensslVersion(program: string, env: Env, signal?: AbortSignal): Promise<string | undefined> {
  const { code, stdout } = await runProgram(program, ['version'], { env, signal }).catch(() => ({
    code: 1,
    stdout: '',
  }));
  const [version = ''] = stdout.split(' (', 1);
  return code === 0 && version.trim() !== '' ? version.trim() : undefined;
}

export function howToInstallOpenssl(platform: NodeJS.Platform = process.platform): string {
  if (platform === 'win32')
    return 'Install Git for Windows, which brings it along, or “winget install ShiningLight.OpenSSL.Light”.';
  if (platform === 'darwin') return 'macOS has one in /usr/bin: put that on the PATH, or “brew install openssl”.';
  return 'Install the package “openssl”: sudo apt install openssl, sudo dnf install openssl, or sudo apk add openssl.';
}

export const noOpenssl = (): AppFailure =>
  new AppFailure({
    code: 'unsupported',
    message: 'The program openssl, which makes certificates, is not on this computer.',
    hint: howToInstallOpenssl(),
  });
