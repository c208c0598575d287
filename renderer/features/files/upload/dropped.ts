/** A file or an empty directory that was dropped or chosen, with its path from where it was. */
export interface Dropped {
  readonly path: string;
  /** Absent for a directory. */
  readonly file?: File;
}

/** From a file field; `webkitRelativePath` is there for a whole directory. */
export const fromField = (files: FileList): Dropped[] =>
  [...files].map((file) => ({ path: file.webkitRelativePath || file.name, file }));

/** From a drop: the entries must be taken before the event is over, so call it there. Directories are walked. */
export async function fromDrop(data: DataTransfer): Promise<Dropped[]> {
  const entries = [...data.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  if (entries.length === 0) return fromField(data.files);
  const all: Dropped[] = [];
  for (const entry of entries) await walk(entry, '', all);
  return all;
}

async function walk(entry: FileSystemEntry, above: string, all: Dropped[]): Promise<void> {
  const path = `${above}${entry.name}`;
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
    all.push({ path, file });
    return;
  }
  all.push({ path });
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  for (;;) {
    // A reader gives a part at a time, and nothing when it is through.
    const part = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (part.length === 0) return;
    for (const child of part) await walk(child, `${path}/`, all);
  }
}
