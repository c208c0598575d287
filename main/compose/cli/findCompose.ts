import { AppFailure } from '../../../contract/errors.ts';
import { findPlugin, isProgram } from '../../plugins/findPlugin.ts';

type Env = Readonly<Record<string, string | undefined>>;

/**
 * The compose that came with the app's own engine (`own`), else the one that `docker compose` would run, else
 * `docker-compose` on the PATH. It runs by itself, so no docker CLI is needed. Rejects with `unsupported` where there is none.
 */
export async function findCompose(env: Env, own: string | undefined): Promise<string> {
  if (own !== undefined && (await isProgram(own))) return own;
  const found = await findPlugin(env, 'docker-compose');
  if (found !== undefined) return found;
  throw new AppFailure({
    code: 'unsupported',
    message: 'There is no docker compose on this computer, and stacks are run with it.',
    hint: 'Install Gantry’s engine, which brings it, or the package docker-compose-plugin (docker-compose on Debian).',
  });
}

/**
 * What compose finds in its environment. Variables for the files stay; those that would choose other files, profiles or
 * another project than what is shown go.
 */
export function composeEnv(env: Env): Record<string, string | undefined> {
  const kept = Object.entries(env).filter(([name]) => !name.startsWith('COMPOSE_') || STAY.has(name));
  return { ...Object.fromEntries(kept), NO_COLOR: '1', COMPOSE_MENU: 'false' };
}

const STAY = new Set([
  'COMPOSE_BAKE',
  'COMPOSE_PARALLEL_LIMIT',
  'COMPOSE_HTTP_TIMEOUT',
  'COMPOSE_CONVERT_WINDOWS_PATHS',
]);
