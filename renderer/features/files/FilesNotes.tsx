import type { FileAccess } from '../../../contract/model/files.ts';
import { formatNumber, formatSize } from '../../ui/index.ts';
import styles from './Files.module.css';
import type { FileRow } from './list/rows.ts';
import { plural, t } from './texts/index.ts';

export const waitingText = (readBytes: number | undefined): string =>
  readBytes === undefined || readBytes === 0
    ? t('Looking…')
    : t('Reading through its archive: {{size}} so far', { size: formatSize(readBytes) });

/** How many names a search has found so far. */
export function foundText(
  found: { readonly entries: readonly unknown[]; readonly isDone: boolean } | undefined,
): string {
  if (!found) return '…';
  const count = found.entries.length;
  return found.isDone ? plural(count, '1 found', '{{count}} found') : plural(count, '1… found', '{{count}}… found');
}

export function statusText(rows: readonly FileRow[], chosen: readonly FileRow[]): string {
  const of = chosen.length > 0 ? chosen : rows;
  const sizeBytes = of.reduce((sum, { entry }) => sum + (entry?.kind === 'file' ? entry.sizeBytes : 0), 0);
  const values = { number: formatNumber(of.length), size: formatSize(sizeBytes) };
  return chosen.length > 0
    ? plural(of.length, '1 name selected, {{size}}', '{{number}} names selected, {{size}}', values)
    : plural(of.length, '1 name, {{size}} in files', '{{number}} names, {{size}} in files', values);
}

/** What cannot be done here and why, where there is something to say. */
export function AccessNote({ access, path }: { readonly access: FileAccess; readonly path: string }) {
  const memory = access.inMemory.find((mount) => path === mount || path.startsWith(`${mount}/`));
  const mount = access.mounts.find((one) => path === one.path || path.startsWith(`${one.path}/`));
  const notes = [
    access.way === 'image' ? undefined : access.reason,
    memory !== undefined &&
      t('{{memory}} is in memory: it is no part of the disk, and goes with the container.', { memory }),
    mount && mountText(mount),
  ].filter((note): note is string => typeof note === 'string' && note !== '');
  return notes.length === 0 ? null : <p className={styles.access}>{notes.join(' ')}</p>;
}

function mountText({ what, path, isReadOnly }: FileAccess['mounts'][number]): string {
  return isReadOnly
    ? t('This is {{what}}, mounted at {{path}}, read-only.', { what, path })
    : t('This is {{what}}, mounted at {{path}}.', { what, path });
}
