import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A folder to build from; goes with `remove`. */
export class ContextFolder {
  readonly path: string;

  private constructor(folder: string) {
    this.path = folder;
  }

  static async make(files: Readonly<Record<string, string | Uint8Array>>): Promise<ContextFolder> {
    const folder = new ContextFolder(await mkdtemp(path.join(tmpdir(), 'gantry-context-')));
    for (const [name, content] of Object.entries(files)) await folder.write(name, content);
    return folder;
  }

  async write(name: string, content: string | Uint8Array): Promise<void> {
    const file = path.join(this.path, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
  }

  async remove(): Promise<void> {
    await rm(this.path, { recursive: true, force: true });
  }
}
