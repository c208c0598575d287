import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { AppFailure } from '../../../contract/errors.ts';
import { fileWords } from '../../../contract/commands/composeCommands.ts';
import type { ComposeVariable, VariableSource } from '../../../contract/model/composeFile.ts';
import { isSecretValue } from '../../../contract/model/secretName.ts';
import type { StackFiles } from '../../../contract/model/stack.ts';
import type { Compose } from '../cli/createCompose.ts';
import { absolutePath } from './fileName.ts';

/**
 * What variables stand for, by Compose's own reading: it is given a file that has nothing but them, with the env files
 * and the folder of the stack. So quotes, `$` inside `.env` and the order of the sources are Compose's, not a guess.
 */
export async function readVariables(
  compose: Pick<Compose, 'run' | 'env'>,
  stack: StackFiles,
  names: readonly string[],
  signal: AbortSignal,
): Promise<readonly ComposeVariable[]> {
  if (names.length === 0) return [];
  const asked = { ...stack, configFiles: ['-'], profiles: [] };
  const labels = names.map((name) => [`      v.${name}: "\${${name}-}"`, `      s.${name}: "\${${name}+set}"`]);
  const input = `services:\n  x:\n    image: x\n    labels:\n${labels.flat().join('\n')}\n`;
  const ended = await compose.run(undefined, [...fileWords(asked), 'config', '--format', 'json'], { signal, input });
  if (ended.code !== 0) {
    const engineText = ended.stderr.trim();
    throw new AppFailure({
      code: 'invalid-input',
      path: ['stack', 'envFiles'],
      message: `Compose could not read the variables: ${engineText.split('\n').at(-1) ?? ''}`,
      hint: 'Look at the .env file in the folder of the stack.',
      engineText,
    });
  }
  const { services } = JSON.parse(ended.stdout) as { services: { x: { labels: Record<string, string> } } };
  const found = services.x.labels;
  const places = await placesOf(stack);
  return names.map((name) => {
    const isSet = found[`s.${name}`] === 'set';
    const value = (found[`v.${name}`] ?? '').replaceAll('$$', '$'); // `config` writes what could be read again
    const isSecret = isSet && isSecretValue(name, value);
    const source: VariableSource = !isSet
      ? { type: 'unset' }
      : compose.env[name] !== undefined
        ? { type: 'environment' }
        : (places.get(name) ?? { type: 'compose' });
    return { name, ...(isSet && !isSecret && { value }), isSecret, source };
  });
}

/** Where each name is set last. Only the places are read here; the values are Compose's. */
async function placesOf({ workingDir, envFiles }: StackFiles): Promise<ReadonlyMap<string, VariableSource>> {
  const places = new Map<string, VariableSource>();
  const files = envFiles.length > 0 ? envFiles.map((file) => absolutePath(file)) : [path.join(workingDir, '.env')];
  for (const file of files) {
    const text = await readFile(file, 'utf8').catch(() => '');
    for (const [index, line] of text.split(/\r?\n/).entries()) {
      const name = /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_.-]*)\s*(?:[=:]|$)/.exec(line)?.[1];
      if (name !== undefined) places.set(name, { type: 'env-file', path: file, line: index + 1 });
    }
  }
  return places;
}
