import { open } from 'node:fs/promises';

const TAIL_BYTES = 1024 * 1024;

/** The last lines of one source, oldest first. */
export async function lastLinesOf(file: string, source: number, count: number): Promise<readonly string[]> {
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    const from = Math.max(0, size - TAIL_BYTES);
    const bytes = Buffer.alloc(size - from);
    await handle.read(bytes, 0, bytes.length, from);
    const begin = `${source} `;
    return bytes
      .toString()
      .split('\n')
      .filter((line) => line.startsWith(begin))
      .slice(-count)
      .map((line) => line.replace(/^\d+ \d [\d.]+ /, ''));
  } finally {
    await handle.close();
  }
}
