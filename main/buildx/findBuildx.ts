import { AppFailure } from '../../contract/errors.ts';
import { findPlugin } from '../plugins/findPlugin.ts';

type Env = Readonly<Record<string, string | undefined>>;

/**
 * The buildx that `docker buildx` would run, else the one that came with the app's own engine (`own`). It runs by itself
 * too, so no docker CLI is needed. Rejects with `unsupported` when there is none.
 */
export async function findBuildx(env: Env, own: string | undefined): Promise<string> {
  const file = await findPlugin(env, 'docker-buildx', own);
  if (file !== undefined) return file;
  throw new AppFailure({
    code: 'unsupported',
    message: 'There is no buildx on this computer, and images are built with it.',
    hint: 'Install Gantry’s engine, which brings it, or the package docker-buildx-plugin (docker-buildx on Debian).',
  });
}
