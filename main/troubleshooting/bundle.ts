import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { withoutSecrets } from '../../engine/index.ts';
import { TAR_END, tarHeader, tarPadding } from '../files/tar/tarHeader.ts';

/** Of a log its end, which is what tells. */
const MOST_BYTES = 1 << 20;

export interface BundleFile {
  readonly name: string;
  /** Gives the text; what it throws is written in its place. */
  readonly read: () => Promise<string | undefined>;
}

/** One `.tar.gz` of texts, each without its secrets. What could not be had says why. Gives the names of what is in it. */
export async function makeBundle(
  files: readonly BundleFile[],
): Promise<{ readonly bytes: Buffer; readonly names: readonly string[] }> {
  const parts: Buffer[] = [];
  const names: string[] = [];
  for (const { name, read } of files) {
    const text = await read().catch((thrown: unknown) => `It could not be read: ${String(thrown)}\n`);
    if (text === undefined) continue;
    const content = Buffer.from(withoutSecrets(text));
    const about = { mode: 0o644, userId: 0, groupId: 0, modifiedAt: Date.now(), sizeBytes: content.length };
    parts.push(tarHeader({ path: `gantry/${name}`, kind: 'file', ...about }), content, tarPadding(content.length));
    names.push(name);
  }
  return { bytes: gzipSync(Buffer.concat([...parts, TAR_END])), names };
}

export const endOfFile = async (file: string): Promise<string | undefined> => {
  try {
    return (await readFile(file)).subarray(-MOST_BYTES).toString();
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw thrown;
  }
};

export const asJson = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;
