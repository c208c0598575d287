import os from 'node:os';

type Env = Readonly<Record<string, string | undefined>>;

/** What a program of Docker's must find in its environment to speak to the engine that `cliArgs` means. */
export function envFor(env: Env, cliArgs: readonly string[]): Record<string, string | undefined> {
  const [flag, value] = cliArgs;
  // Without a home it would look for its configuration, and write its builders, in the root.
  const own = { ...env, HOME: env['HOME'] ?? os.homedir() };
  if (flag === '--host') return { ...own, DOCKER_HOST: value, DOCKER_CONTEXT: undefined };
  if (flag === '--context') return { ...own, DOCKER_HOST: undefined, DOCKER_CONTEXT: value };
  return own;
}
