import { type CliArgs, dockerCommand } from '../../../contract/commands/docker.ts';

/** How an image gets into a registry, for whoever does it by hand. */
export function pushExample(registry: string, cliArgs: CliArgs): string {
  const image = `${registry}/my-image`;
  return [
    dockerCommand(cliArgs, ['image', 'tag', 'my-image', image]),
    dockerCommand(cliArgs, ['image', 'push', image]),
  ].join('\n');
}
