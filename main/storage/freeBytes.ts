import { statfs } from 'node:fs/promises';
import path from 'node:path';

/** What this user may still write where the folder is, or will be: that of the nearest one above it that is there. */
export async function freeBytesAt(folder: string): Promise<number> {
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    try {
      const { bavail, bsize } = await statfs(at);
      return bavail * bsize;
    } catch (thrown) {
      if (at === path.dirname(at)) throw thrown;
    }
  }
}
