import { readdir, readFile } from 'node:fs/promises';

/** Command lines of programs of this computer that have this word in theirs. */
export async function processesOf(word: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const pid of await readdir('/proc')) {
    if (!/^\d+$/.test(pid) || Number(pid) === process.pid) continue;
    const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    if (line.includes(word)) found.push(line.replaceAll('\0', ' ').trim());
  }
  return found;
}
