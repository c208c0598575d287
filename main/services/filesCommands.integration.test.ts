import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { copyOutCommand, listFilesCommand } from '../../contract/commands/fileCommands.ts';
import type { FileEntry, FileSource } from '../../contract/model/files.ts';
import { createTest, docker, runTest, shell, testName } from '../live/testing/engineCli.ts';
import { madeNames } from '../live/testing/madeNames.ts';
import {
  archiveOfFiles,
  container,
  copyIn,
  type FilesClient,
  makeScratchImage,
  runScratch,
  startFilesClient,
  uploadItem,
  volume,
} from './files/testing/filesClient.ts';

let app: FilesClient;
let dir: string;
const name = madeNames();
const scratch = `gantry-test/${testName('commands')}:1`;
const volumes: string[] = [];

beforeAll(async () => {
  app = await startFilesClient();
  dir = await mkdtemp(join(tmpdir(), 'gantry-files-'));
  await makeScratchImage(scratch);
});
afterAll(async () => {
  await app.close();
  await rm(dir, { recursive: true, force: true });
  await docker('image', 'rm', scratch);
  if (volumes.length > 0) await docker('volume', 'rm', ...volumes);
});

const FILES = [
  { path: 'here/' },
  { path: "here/it's here", content: 'one', mode: 0o640, userId: 5, groupId: 6 },
  { path: 'here/new\nline', content: 'two' },
  { path: 'here/d/' },
  { path: 'here/d/x', content: 'three' },
];

/** Two alike: one for the action, and one for its command. */
const ways: readonly { readonly way: string; readonly make: () => Promise<FileSource> }[] = [
  {
    way: 'a running container',
    async make() {
      const id = await runTest(name('one'));
      await copyIn(id, '/', FILES);
      return container(id);
    },
  },
  {
    way: 'a container without a shell',
    async make() {
      const id = await runScratch(name('scratch'), scratch);
      await copyIn(id, '/', FILES);
      return container(id);
    },
  },
  {
    way: 'a container that does not run',
    async make() {
      const id = await createTest(name('stopped'));
      await copyIn(id, '/', FILES);
      return container(id);
    },
  },
  {
    way: 'a volume',
    async make() {
      const data = testName('volume');
      volumes.push(data);
      await docker('volume', 'create', '--label', 'gantry.test', data);
      const id = await createTest(name('filler'), '--volume', `${data}:/v`);
      await copyIn(id, '/v', FILES);
      return volume(data);
    },
  },
];

const nameOf = async (source: FileSource) =>
  source.kind === 'volume' ? source.name : (await docker('inspect', '--format', '{{.Name}}', source.id)).slice(1);

/** What the last action was recorded with, for the other one. */
async function commandFor(source: FileSource, other: FileSource): Promise<string> {
  const { command = '' } = [...app.activity.feed.values()].at(-1) ?? {};
  return command.replaceAll(await nameOf(source), await nameOf(other));
}

/** All but the times, which are those at which each was made. */
async function state(source: FileSource, path = '/here'): Promise<unknown[]> {
  const { entries } = await app.list(source, path);
  const comparable = ({ modifiedAt: _time, ...entry }: FileEntry) => ({
    ...entry,
    ...(entry.kind === 'directory' && { sizeBytes: 0 }),
  });
  const all: unknown[] = [];
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const own = `${path}/${entry.name}`;
    all.push({ ...comparable(entry), path: own });
    if (entry.kind === 'directory') all.push(...(await state(source, own)));
    else all.push(await app.text(source, own));
  }
  return all;
}

describe.each(ways)('the command that is shown leaves $way as the action does:', ({ make }) => {
  const inDir = (command: string) => shell(`cd '${dir}'\n${command}`);
  const both = async () => [await make(), await make()] as const;

  test('remove', async () => {
    const [ours, theirs] = await both();
    await app.ended((await app.client.remove({ source: ours, paths: ["/here/it's here", '/here/d'] })).jobId);
    await inDir(await commandFor(ours, theirs));
    expect(await state(ours)).toEqual(await state(theirs));
    expect(await state(ours)).toHaveLength(2);
  });

  test('rename', async () => {
    const [ours, theirs] = await both();
    await app.client.rename({ source: ours, from: "/here/it's here", to: '/here/d/b c' });
    await inDir(await commandFor(ours, theirs));
    expect(await state(ours)).toEqual(await state(theirs));
  });

  test('create', async () => {
    const [ours, theirs] = await both();
    const rights = { userId: 7, groupId: 8, fileMode: 0o600, directoryMode: 0o750 };
    await app.client.create({ source: ours, directory: '/here', name: 'new dir', kind: 'directory', rights });
    await inDir(await commandFor(ours, theirs));
    await app.client.create({ source: ours, directory: '/here', name: '-f', kind: 'file', rights });
    await inDir(await commandFor(ours, theirs));
    expect(await state(ours)).toEqual(await state(theirs));
  });

  test('upload', async () => {
    const [ours, theirs] = await both();
    await writeFile(join(dir, 'up load'), 'content');
    const upload = await app.client.upload({
      source: ours,
      directory: '/here',
      items: [uploadItem('up load', 'content')],
      rights: { userId: 9, groupId: 9 },
    });
    expect((await app.send(upload, [Buffer.from('content')])).error).toBeUndefined();
    await inDir(await commandFor(ours, theirs));
    expect(await state(ours)).toEqual(await state(theirs));
  });

  test('unpack', async () => {
    const [ours, theirs] = await both();
    const archive = archiveOfFiles([
      { path: 'in/' },
      { path: 'in/a', content: 'A', mode: 0o701, userId: 3, groupId: 4 },
    ]);
    await writeFile(join(dir, 'files.tar'), archive);
    const into = { source: ours, directory: '/here', fileName: 'files.tar', sizeBytes: archive.length };
    expect((await app.send(await app.client.unpack({ ...into, isReplacing: true }), [archive])).error).toBeUndefined();
    await inDir(await commandFor(ours, theirs));
    expect(await state(ours)).toEqual(await state(theirs));
  });

  test('download of a file and of a directory', async () => {
    const source = await make();
    const file = await app.download(source, "/here/it's here");
    await inDir(await commandFor(source, source));
    expect(await readFile(join(dir, "it's here"))).toEqual(file);
    const archive = await app.download(source, '/here/d');
    await inDir(await commandFor(source, source));
    expect(Buffer.compare(await readFile(join(dir, 'd.tar')), archive)).toBe(0);
  });
});

test('the command that is shown of an edit leaves the same content, rights and owner', async () => {
  const [ours, theirs] = [await ways[0]!.make(), await ways[0]!.make()];
  const { stamp } = await app.client.read({ source: ours, path: "/here/it's here" });
  await app.client.write({ source: ours, path: "/here/it's here", bytes: Buffer.from('edited'), stamp: stamp! });
  await writeFile(join(dir, "it's here"), 'edited');
  await shell(`cd '${dir}'\n${await commandFor(ours, theirs)}`);
  expect(await state(ours)).toEqual(await state(theirs));
});

test('the command that is shown of a list names what the list has', async () => {
  const source = (await ways[0]!.make()) as { id: string };
  const target = { kind: 'container', name: await nameOf(source as never), hasTools: true } as const;
  const said = await shell(listFilesCommand(target, '/here'));
  expect(said).toContain("it's here");
  const stopped = await shell(listFilesCommand({ ...target, hasTools: false }, '/here'));
  expect(stopped).toContain("here/it's here");
});

test('the commands that are shown of an image say what is in it, copy it out, and leave no container', async () => {
  const image = `gantry-test/${testName('read')}:1`;
  await makeScratchImage(image, FILES);
  const containers = () => docker('ps', '--all', '--quiet', '--filter', `ancestor=${image}`);
  try {
    const target = { kind: 'image', name: image } as const;
    const id = await docker('image', 'inspect', '--format', '{{.Id}}', image);
    const { names } = await app.list({ kind: 'image', context: 'default', id }, '/here');
    expect(names).toEqual(['d', "it's here", 'new\nline']);
    const said = await shell(listFilesCommand(target, '/here'));
    for (const own of ['here/d/', "here/it's here"]) expect(said).toContain(own);
    await shell(`cd '${dir}'\n${copyOutCommand(target, "/here/it's here", { file: 'out', isArchive: false })}`);
    expect(await readFile(join(dir, 'out'), 'utf8')).toBe('one');
    expect(await containers()).toBe('');
  } finally {
    await docker('image', 'rm', image);
  }
});
