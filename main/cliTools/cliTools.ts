import { execFile } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { AppFailure } from '../../contract/errors.ts';
import type { CliToolsStatus } from '../../contract/model/cliTools.ts';
import { put, stateOf, take, type Wanted } from './links.ts';
import { cliToolPlaces } from './places.ts';

const execute = promisify(execFile);

export interface CliToolsParts {
  /** Programs that came with the engine or the app; undefined while there are none. */
  readonly tools: () => { readonly docker: string; readonly compose?: string; readonly buildx?: string } | undefined;
  /** What is below these is ours: the data folder and, in a package, its resources. */
  readonly roots: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  readonly platform: NodeJS.Platform;
}

export interface CliTools {
  status(): Promise<CliToolsStatus>;
  install(): Promise<CliToolsStatus>;
  remove(): Promise<CliToolsStatus>;
  /** After an engine of another version came: points what is there already at it. Adds nothing. */
  refresh(): Promise<void>;
}

/** docker, compose and buildx on the person's PATH, with completions; on request only, and never over somebody else's. */
export function createCliTools({ tools, roots, env, home, platform }: CliToolsParts): CliTools {
  const places = cliToolPlaces(env, home);
  const wanted = (): readonly Wanted[] => {
    const { docker = '', compose, buildx } = tools() ?? {};
    const inBin = (name: string, target: string) => ({ name, path: path.join(places.binDir, name), target });
    const plugin = (name: string, target: string) => ({
      name: `plugin ${name}`,
      path: path.join(places.pluginDir, name),
      target,
    });
    return [
      inBin('docker', docker),
      ...(compose ? [inBin('docker-compose', compose), plugin('docker-compose', compose)] : []),
      ...(buildx ? [plugin('docker-buildx', buildx)] : []),
      ...places.completions.map(({ shell, file }) => ({
        name: `completion for ${shell}`,
        path: file,
        text: async () => (await execute(docker, ['completion', shell], { maxBuffer: 10_000_000 })).stdout,
      })),
    ];
  };
  /** Also what an engine without plugins would not want any more. */
  const everywhere = () => [
    ...['docker', 'docker-compose'].map((name) => path.join(places.binDir, name)),
    ...['docker-compose', 'docker-buildx'].map((name) => path.join(places.pluginDir, name)),
    ...places.completions.map(({ file }) => file),
  ];
  const dirs = () => (env['PATH'] ?? '').split(path.delimiter).filter((dir) => path.isAbsolute(dir));

  const unavailable = (): string | undefined => {
    if (platform === 'win32') return 'On Windows the folder of the tools has to be added to the PATH by hand for now.';
    return tools() ? undefined : 'Gantry has no command line tools yet: they come with its engine.';
  };
  const status = async (): Promise<CliToolsStatus> => {
    const reason = unavailable();
    const links = await Promise.all(
      wanted().map(async ({ name, path: file }) => ({ name, path: file, state: await stateOf(file, roots) })),
    );
    const otherDocker = await findOther(dirs(), roots);
    return {
      ...(reason !== undefined && { unavailable: reason }),
      binDir: places.binDir,
      isOnPath: dirs().includes(places.binDir),
      links,
      ...(otherDocker !== undefined && { otherDocker }),
    };
  };

  return {
    status,
    async install() {
      const reason = unavailable();
      if (reason !== undefined) {
        throw new AppFailure({ code: 'unsupported', message: reason, hint: 'Install the engine on the Engine page.' });
      }
      for (const one of wanted()) await put(one, roots);
      return status();
    },
    async remove() {
      for (const file of everywhere()) await take(file, roots);
      return status();
    },
    async refresh() {
      if (unavailable() !== undefined) return;
      for (const one of wanted()) if ((await stateOf(one.path, roots)) === 'ours') await put(one, roots);
    },
  };
}

/** The first `docker` on the PATH, where it is not ours. */
async function findOther(dirs: readonly string[], roots: readonly string[]): Promise<string | undefined> {
  for (const dir of dirs) {
    const file = path.join(dir, 'docker');
    const isThere = await access(file, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (isThere) return (await stateOf(file, roots)) === 'ours' ? undefined : file;
  }
  return undefined;
}
