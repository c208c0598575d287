import { AppFailure } from '../../contract/errors.ts';
import type { Ended } from '../plugins/runProgram.ts';

/** The last thing that buildx said, as an error; in words where the text is known. */
export function buildxFailure({ stderr, code }: Pick<Ended, 'stderr' | 'code'>, context: string): AppFailure {
  const engineText = stderr.trim();
  const last =
    /^ERROR: (?:failed to build: )?(?:failed to solve: )?(.+)$/m.exec(engineText)?.[1] ??
    engineText.split('\n').at(-1) ??
    '';
  if (
    /cannot connect to the docker daemon|connection refused|no such host.*docker|error during connect/i.test(engineText)
  ) {
    return new AppFailure({
      code: 'engine-unreachable',
      context,
      reason: 'refused',
      message: `The engine “${context}” does not answer buildx.`,
      hint: 'Start the engine, or choose another context.',
      engineText,
    });
  }
  if (/unknown flag|unknown command|unknown shorthand/i.test(last)) {
    return new AppFailure({
      code: 'unsupported',
      message: 'This buildx is too old for that.',
      hint: 'buildx 0.15 or newer is needed. Gantry’s own engine brings one.',
      engineText,
    });
  }
  return new AppFailure({
    code: 'unexpected',
    message: last === '' ? `buildx ended with ${code}.` : `buildx could not do it: ${last}`,
    detail: engineText,
    engineText,
  });
}
