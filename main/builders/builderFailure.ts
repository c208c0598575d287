import { AppFailure } from '../../contract/errors.ts';
import { buildxFailure } from '../buildx/buildxFailure.ts';
import type { Ended } from '../plugins/runProgram.ts';

/** What buildx says of builders, in words. */
export function builderFailure(ended: Ended, context: string, name: string): AppFailure {
  const engineText = ended.stderr.trim();
  const conflict = (message: string, hint: string) => new AppFailure({ code: 'conflict', message, hint, engineText });
  if (/existing instance for/.test(engineText)) {
    return new AppFailure({
      code: 'name-in-use',
      name,
      message: `There is a builder “${name}” already.`,
      hint: 'Choose another name, or remove that one first.',
      engineText,
    });
  }
  if (/no builder .* found|failed to find instance|no such file or directory/.test(engineText)) {
    return new AppFailure({ code: 'not-found', message: `There is no builder “${name}” any more.`, engineText });
  }
  if (/context builder cannot be removed/.test(engineText)) {
    return conflict(
      `“${name}” is the engine of a context.`,
      `It goes with its context: docker context rm ${name}. Its cache can be removed on its own.`,
    );
  }
  if (/invalid name|invalid reference|invalid endpoint|could not parse|unable to parse/i.test(engineText)) {
    const message = /^ERROR: (.+)$/m.exec(engineText)?.[1] ?? engineText;
    return new AppFailure({ code: 'invalid-input', path: ['builder'], message, engineText });
  }
  if (/booting|moby\/buildkit|failed to resolve|pull access denied|manifest unknown/i.test(engineText)) {
    return new AppFailure({
      code: 'unexpected',
      message: `“${name}” could not be started: the image of BuildKit could not be pulled.`,
      hint: 'The driver docker-container needs moby/buildkit from Docker Hub. Where that cannot be reached, name another image with the driver option image=….',
      detail: engineText,
      engineText,
    });
  }
  if (/deadline exceeded|connection refused|waiting for connection/i.test(engineText)) {
    return new AppFailure({
      code: 'engine-unreachable',
      context,
      reason: 'timeout',
      message: `The BuildKit of “${name}” does not answer.`,
      hint: 'Check its address, and that buildkitd runs there.',
      engineText,
    });
  }
  return buildxFailure(ended, context);
}
