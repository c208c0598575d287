import { rename, writeFile } from 'node:fs/promises';

/**
 * Empties it for a start. What the start before said stays beside it, for it tells how that one ended; not as `….1`, which
 * readers of logs take for the beginning of this one: its READY would be heard again.
 */
export async function startSerialLog(file: string): Promise<void> {
  await rename(file, previousSerialLog(file)).catch(() => {});
  await writeFile(file, '', { mode: 0o600 });
}

export const previousSerialLog = (file: string): string => `${file}.before`;
