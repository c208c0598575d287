import type { AppError } from '../../../contract/errors.ts';

/** What buildx says when the one that builds is gone: gRPC's word for a connection that broke, or that none came about. */
const GONE = /code = Unavailable|Cannot connect to the Docker daemon|error during connect: /i;

interface Ending {
  readonly context: string;
  /** One of buildx's, in place of the engine's own. */
  readonly builder?: string | undefined;
  readonly text: string;
  /** Our own connection to the engine broke too. */
  readonly isConnectionLost: boolean;
}

/** The build did not fail: who built it ended. Undefined when it was not so. */
export function engineLost({ context, builder, text, isConnectionLost }: Ending): AppError | undefined {
  if (!isConnectionLost && !GONE.test(text)) return undefined;
  const who =
    isConnectionLost || builder === undefined
      ? `The engine “${context}”`
      : `The builder “${builder}”, or the engine that it runs on,`;
  return {
    code: 'engine-unreachable',
    context,
    reason: 'closed',
    message: `${who} ended in the middle of the build.`,
    hint: 'No image was made. Build again when it is back: steps that were complete come from the cache.',
    engineText: text,
  };
}
