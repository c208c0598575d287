import { afterAll, afterEach, beforeAll } from 'vitest';
import { docker, testName } from '../../live/testing/engineCli.ts';
import { type BuildClient, makeFolder, startBuildClient } from './buildClient.ts';

export interface MadeBuilds {
  /** One for all tests of a file. */
  readonly gantry: BuildClient;
  /** A name for an image that no other test uses; it goes with the test. */
  tag(this: void, what: string): string;
  /** A folder with these files; it goes with the test. */
  folder(this: void, files: Readonly<Record<string, string>>): Promise<string>;
}

/** What tests of builds make, removed after each of them. Call it once in a file. */
export function madeBuilds(): MadeBuilds {
  let gantry: BuildClient | undefined;
  const tags: string[] = [];
  const folders: Awaited<ReturnType<typeof makeFolder>>[] = [];

  beforeAll(async () => void (gantry = await startBuildClient()));
  afterAll(() => gantry?.close());
  afterEach(async () => {
    for (const tag of tags.splice(0)) await docker('image', 'rm', '--force', tag).catch(() => {});
    for (const made of folders.splice(0)) await made.remove();
  });

  return {
    get gantry() {
      if (!gantry) throw new Error('The builds are not started yet.');
      return gantry;
    },
    tag(what) {
      const name = `gantry-test/${testName(what)}:latest`;
      tags.push(name);
      return name;
    },
    async folder(files) {
      const made = await makeFolder(files);
      folders.push(made);
      return made.folder;
    },
  };
}

export const source = (path: string) => ({ type: 'folder' as const, path });

/** A text that no cache knows. */
export const unique = (): string => `${Date.now()}-${Math.random()}`;
