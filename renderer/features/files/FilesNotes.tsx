import type { FileAccess } from '../../../contract/model/files.ts';
import { formatSize } from '../../ui/index.ts';
import styles from './Files.module.css';
import type { FileRow } from './list/rows.ts';

export const waitingText = (readBytes: number | undefined): string =>
  readBytes === undefined || readBytes === 0
    ? 'Looking…'
    : `Reading through its archive: ${formatSize(readBytes)} so far`;

export function statusText(rows: readonly FileRow[], chosen: readonly FileRow[]): string {
  const of = chosen.length > 0 ? chosen : rows;
  const sizeBytes = of.reduce((sum, { entry }) => sum + (entry?.kind === 'file' ? entry.sizeBytes : 0), 0);
  const count = `${of.length.toLocaleString('en')} ${of.length === 1 ? 'name' : 'names'}`;
  return chosen.length > 0
    ? `${count} selected, ${formatSize(sizeBytes)}`
    : `${count}, ${formatSize(sizeBytes)} in files`;
}

/** What cannot be done here and why, where there is something to say. */
export function AccessNote({ access, path }: { readonly access: FileAccess; readonly path: string }) {
  const memory = access.inMemory.find((mount) => path === mount || path.startsWith(`${mount}/`));
  const mount = access.mounts.find((one) => path === one.path || path.startsWith(`${one.path}/`));
  const notes = [
    access.way === 'image' ? undefined : access.reason,
    memory !== undefined && `${memory} is in memory: it is no part of the disk, and goes with the container.`,
    mount && `This is ${mount.what}, mounted at ${mount.path}${mount.isReadOnly ? ', read-only' : ''}.`,
  ].filter((note): note is string => typeof note === 'string' && note !== '');
  return notes.length === 0 ? null : <p className={styles.access}>{notes.join(' ')}</p>;
}
