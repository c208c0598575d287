import { type CliArgs, dockerCommand } from './docker.ts';
import { joinWords, quoteWord } from './words.ts';

/** Each instruction in full, with the size of its layer. */
export const historyCommand = (image: string, cliArgs: CliArgs = []): string =>
  dockerCommand(cliArgs, ['image', 'history', '--no-trunc', image]);

/** What the image says a container of it is to be like, and its layers. One line an image. */
export const inspectImagesCommand = (images: readonly string[], cliArgs: CliArgs = []): string =>
  dockerCommand(cliArgs, ['image', 'inspect', ...images]);

/** The archive that the layers are read from: its list of blobs. */
export const readLayersCommand = (image: string, cliArgs: CliArgs = []): string =>
  `${dockerCommand(cliArgs, ['image', 'save', image])} | tar --list --verbose`;

/**
 * A file out of an image: the CLI copies from containers only, so one is created, which never runs, and removed.
 * `true` is there for images without a command.
 */
export function copyFromImageCommand(image: string, path: string, file: string, cliArgs: CliArgs = []): string {
  const copy = dockerCommand(cliArgs, ['container', 'cp']);
  return [
    `id=$(${dockerCommand(cliArgs, ['container', 'create', image, 'true'])})`,
    `${copy} "$id":${quoteWord(path)} ${joinWords([`./${file}`])}`,
    `${dockerCommand(cliArgs, ['container', 'rm', '--volumes'])} "$id"`,
  ].join('\n');
}
