import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseEnv } from 'node:util';
import { parse } from 'yaml';
import type { StackFiles } from '../../../contract/model/stack.ts';

/** The one that Compose takes, in its order; Fig's is its forerunner and is found so that it can be told. */
const MAIN = ['compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.yaml', 'fig.yml'];
const OVERRIDES = [
  'compose.override.yml',
  'compose.override.yaml',
  'docker-compose.override.yml',
  'docker-compose.override.yaml',
];
const NAMES = new Set([...MAIN, ...OVERRIDES, '.env']);

/** Whether a change of a file of this name can change which stack is in its folder. */
export const isOfStack = (name: string): boolean => NAMES.has(name);

export interface FoundStack {
  readonly project: string;
  readonly files: StackFiles;
}

/**
 * The stack that `docker compose` would work on in a folder with these entries: the main file and its override, or what
 * `COMPOSE_FILE` of its `.env` says, by the name that Compose would give it. Undefined where there is none.
 */
export async function stackInFolder(folder: string, names: ReadonlySet<string>): Promise<FoundStack | undefined> {
  if (!MAIN.some((name) => names.has(name)) && !names.has('.env')) return undefined;
  const env = names.has('.env') ? await readEnv(path.join(folder, '.env')) : {};
  const configFiles = filesOf(folder, names, env);
  if (configFiles.length === 0) return undefined;
  const project = await projectOf(folder, configFiles, env);
  if (project === '') return undefined;
  return { project, files: { workingDir: folder, configFiles, envFiles: [], profiles: profilesOf(env) } };
}

type Env = Readonly<Record<string, string | undefined>>;

const readEnv = (file: string): Promise<Env> =>
  readFile(file, 'utf8').then(
    (text) => parseEnv(text) as Env,
    () => ({}),
  );

function filesOf(folder: string, names: ReadonlySet<string>, env: Env): string[] {
  const said = env['COMPOSE_FILE'];
  if (said) {
    const separator = env['COMPOSE_PATH_SEPARATOR'] || path.delimiter;
    return said
      .split(separator)
      .filter(Boolean)
      .map((file) => path.resolve(folder, file));
  }
  const main = MAIN.find((name) => names.has(name));
  if (main === undefined) return [];
  const override = main === 'fig.yml' ? undefined : OVERRIDES.find((name) => names.has(name));
  return [main, ...(override === undefined ? [] : [override])].map((name) => path.join(folder, name));
}

/** Compose sets those of its `.env` by itself; here they are shown as switched on. */
export const profilesOf = (env: Env): string[] =>
  (env['COMPOSE_PROFILES'] ?? '')
    .split(',')
    .map((profile) => profile.trim())
    .filter((profile) => profile !== '' && profile !== '*');

async function projectOf(folder: string, configFiles: readonly string[], env: Env): Promise<string> {
  const said = env['COMPOSE_PROJECT_NAME'];
  if (said) return said;
  for (const file of configFiles.toReversed()) {
    const name = nameIn(await readFile(file, 'utf8').catch(() => ''));
    if (name !== undefined) return interpolate(name, { ...process.env, ...env });
  }
  return normalized(path.basename(folder));
}

/** The value of the key `name` of a file, read from its line alone: a broken file has a name too. */
export function nameIn(text: string): string | undefined {
  const line = /^(?:name|"name"|'name')[ \t]*:[ \t]+\S.*$/m.exec(text)?.[0];
  if (line === undefined) return undefined;
  try {
    const value: unknown = Object.values(parse(line) as Record<string, unknown>)[0];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
  } catch {
    return undefined;
  }
}

const VARIABLE = /\$(?:\$|([A-Za-z_]\w*)|\{([A-Za-z_]\w*)(?:(:?[-+?])([^}]*))?\})/g;

/** Variables of a name, as Compose fills them in. */
export const interpolate = (text: string, env: Env): string =>
  text.replace(VARIABLE, (whole, bare?: string, braced?: string, sign = '', other = '') => {
    if (whole === '$$') return '$';
    const value = env[bare ?? braced ?? ''];
    const isThere = value !== undefined && !(sign.startsWith(':') && value === '');
    if (sign.endsWith('-')) return isThere ? value : other;
    if (sign.endsWith('+')) return isThere ? other : '';
    return value ?? '';
  });

/** What Compose makes of a folder’s name. */
export const normalized = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[^-_a-z0-9]/g, '')
    .replace(/^[-_]+/, '');
