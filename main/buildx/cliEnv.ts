export type Env = Readonly<Record<string, string | undefined>>;

const TLS = ['DOCKER_TLS', 'DOCKER_TLS_VERIFY', 'DOCKER_CERT_PATH'];

/**
 * The environment in which a program of the docker CLI speaks to an engine: what `--context` and `--host` say on the
 * command line. Programs that are run as plugins of their own do not know these options.
 */
export function cliEnv(env: Env, cliArgs: readonly string[]): Env {
  const [option, value] = cliArgs;
  if (option === undefined) return env;
  const without = (...names: string[]) =>
    Object.fromEntries(Object.entries(env).filter(([name]) => !names.includes(name)));
  // DOCKER_HOST goes before DOCKER_CONTEXT, and its certificates are of no other engine.
  if (option === '--context') return { ...without('DOCKER_HOST', ...TLS), DOCKER_CONTEXT: value };
  return { ...without('DOCKER_CONTEXT', ...TLS), DOCKER_HOST: value };
}

/** buildx has a builder for the engine of each context, of the same name; for a bare address it is `default`. */
export const engineBuilder = (context: string, cliArgs: readonly string[]): string =>
  cliArgs[0] === '--host' ? 'default' : context;
