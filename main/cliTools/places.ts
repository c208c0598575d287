import path from 'node:path';

type Env = Readonly<Record<string, string | undefined>>;

export interface CliToolPlaces {
  readonly binDir: string;
  readonly pluginDir: string;
  readonly completions: readonly { readonly shell: 'bash' | 'zsh' | 'fish'; readonly file: string }[];
}

const absolute = (value: string | undefined, otherwise: string) =>
  value !== undefined && path.isAbsolute(value) ? value : otherwise;

/** Folders of the person's own, by the XDG base directories and the shells' conventions: nothing here needs root. */
export function cliToolPlaces(env: Env, home: string): CliToolPlaces {
  const data = absolute(env['XDG_DATA_HOME'], path.join(home, '.local/share'));
  const config = absolute(env['XDG_CONFIG_HOME'], path.join(home, '.config'));
  return {
    binDir: path.join(home, '.local/bin'),
    pluginDir: path.join(absolute(env['DOCKER_CONFIG'], path.join(home, '.docker')), 'cli-plugins'),
    completions: [
      { shell: 'bash', file: path.join(data, 'bash-completion/completions/docker') },
      { shell: 'zsh', file: path.join(data, 'zsh/site-functions/_docker') },
      { shell: 'fish', file: path.join(config, 'fish/completions/docker.fish') },
    ],
  };
}
