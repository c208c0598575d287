import { stat } from 'node:fs/promises';
import type { GrowingLog } from './buildLog.ts';

/** The log of a build that has ended; undefined when it is gone. */
export async function keptLog(file: string): Promise<GrowingLog | undefined> {
  try {
    const { size } = await stat(file);
    return { file, sizeBytes: size, isEnded: true, onMore: () => () => {} };
  } catch {
    return undefined;
  }
}
