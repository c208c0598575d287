/** buildx has a builder for the engine of each context, of the same name; for a bare address it is `default`. */
export const engineBuilder = (context: string, cliArgs: readonly string[]): string =>
  cliArgs[0] === '--host' ? 'default' : context;
