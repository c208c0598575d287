import { existsSync, type FSWatcher, watch } from 'node:fs';
import { basename, dirname } from 'node:path';

/**
 * Says when something at `path` appears, goes or changes, also while the folders that lead to it do not exist yet.
 * With `inside`, the entries of that folder are meant. Gives a function that ends it. Never throws: where the system
 * cannot watch, nothing is said.
 */
export function watchPath(path: string, onChange: () => void, { inside = false } = {}): () => void {
  let watcher: FSWatcher | undefined;
  let isClosed = false;

  function arm() {
    watcher?.close();
    watcher = undefined;
    if (isClosed) return;
    const isThere = inside && existsSync(path);
    let entry = path;
    if (!isThere) while (!existsSync(dirname(entry)) && dirname(entry) !== entry) entry = dirname(entry);
    const dir = isThere ? path : dirname(entry);
    const isAncestor = !isThere && (inside || entry !== path);
    try {
      watcher = watch(dir, { persistent: false }, (_event, name) => {
        if (!isThere && name !== null && name !== basename(entry)) return;
        if (isAncestor || !existsSync(dir)) arm();
        onChange();
      });
      watcher.on('error', () => watcher?.close());
    } catch {
      // Out of watches, or the folder went away: the next look at the contexts tries again.
    }
  }

  arm();
  return () => {
    isClosed = true;
    watcher?.close();
  };
}
