import { chmod, copyFile, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { AppFailure } from '../../contract/errors.ts';
import type { EnginePart } from '../../contract/model/engine.ts';
import type { InstallProgress } from '../lifecycle/api.ts';
import { cancelled, runOrFail } from './command.ts';
import { hasSha256 } from './digest.ts';
import type { Archive } from './manifest.ts';

type PinnedArchive = Archive & { readonly sha256: string };

export interface StaticRequest {
  readonly archives: readonly Archive[];
  /** Kept between attempts, so that a cancelled download goes on where it stopped. */
  readonly workDir: string;
  /** Where the programs go; it exists and is empty. */
  readonly targetDir: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: InstallProgress) => void;
}

/** Downloads the manifest's archives, checks every byte against its checksum, and only then unpacks. */
export async function takeStaticArchives(request: StaticRequest): Promise<{ readonly parts: readonly EnginePart[] }> {
  const archives = request.archives.map(pinned);
  if (archives.length === 0) {
    throw new AppFailure({
      code: 'unsupported',
      message: `There are no archives of Docker for this processor (${process.arch}).`,
      hint: 'Use Debian packages, or an engine on another machine.',
    });
  }
  await mkdir(request.workDir, { recursive: true });
  for (const archive of archives) await unpack(archive, await download(archive, request), request);
  return {
    parts: archives.map(({ name, version, sha256 }) => ({ name, version, source: 'docker-static', sha256 })),
  };
}

function pinned(archive: Archive): PinnedArchive {
  if (archive.sha256) return { ...archive, sha256: archive.sha256 };
  throw new AppFailure({
    code: 'unsupported',
    message: `This version of Gantry has no checksum for ${archive.name} ${archive.version}, so it is not downloaded.`,
    hint: 'Install from Debian packages instead.',
  });
}

/** The verified file. A partial one of an earlier attempt is continued; a wrong one is thrown away. */
async function download(archive: PinnedArchive, request: StaticRequest): Promise<string> {
  const file = path.join(request.workDir, `${archive.sha256}.${archive.name}`);
  if (await hasSha256(file, archive.sha256)) return file;
  const partial = `${file}.partial`;
  await fetchTo(partial, archive, request);
  if (!(await hasSha256(partial, archive.sha256))) {
    await rm(partial, { force: true });
    throw new AppFailure({
      code: 'unexpected',
      message: `What ${new URL(archive.url).host} sent for ${archive.name} ${archive.version} is not what was expected; it was thrown away.`,
      hint: 'Try again; if it happens again, something between this machine and the server changes downloads.',
      detail: `${archive.url}: expected sha256 ${archive.sha256}`,
    });
  }
  await rename(partial, file);
  return file;
}

async function fetchTo(partial: string, archive: PinnedArchive, { signal, onProgress }: StaticRequest): Promise<void> {
  const haveBytes = await stat(partial).then(
    ({ size }) => size,
    () => 0,
  );
  try {
    const response = await fetch(archive.url, {
      signal,
      ...(haveBytes > 0 && { headers: { range: `bytes=${haveBytes}-` } }),
    });
    if (response.status === 416) return; // Nothing is left to fetch: the checksum decides.
    if (!response.ok || !response.body) throw new Error(`${archive.url}: HTTP ${response.status}`);
    const isContinued = response.status === 206;
    let doneBytes = isContinued ? haveBytes : 0;
    const length = Number(response.headers.get('content-length')) || undefined;
    const totalBytes = length === undefined ? undefined : doneBytes + length;
    const step = `Downloading ${archive.name} ${archive.version}`;
    const file = await open(partial, isContinued ? 'a' : 'w');
    try {
      for await (const chunk of response.body) {
        await file.write(chunk); // Before the next is asked for: what arrived stays, however it ends.
        doneBytes += chunk.byteLength;
        onProgress({ step, doneBytes, ...(totalBytes !== undefined && { totalBytes }) });
      }
    } finally {
      await file.close();
    }
  } catch (error) {
    if (signal.aborted) throw cancelled();
    throw new AppFailure({
      code: 'unexpected',
      message: `${archive.name} ${archive.version} could not be downloaded from ${new URL(archive.url).host}.`,
      hint: 'See that this machine reaches it, and try again: the download goes on where it stopped.',
      detail: String(error instanceof Error ? (error.cause ?? error) : error),
    });
  }
}

/** Into the folder that it names, below `targetDir`. */
export async function unpack(
  archive: Pick<Archive, 'name' | 'format' | 'folder'>,
  file: string,
  request: Pick<StaticRequest, 'targetDir' | 'env' | 'signal' | 'onProgress'>,
): Promise<void> {
  request.onProgress({ step: `Unpacking ${archive.name}` });
  const folder = path.join(request.targetDir, archive.folder);
  await mkdir(folder, { recursive: true });
  if (archive.format === 'tar.gz') {
    await runOrFail('tar', ['-xzf', file, '--no-same-owner', '-C', folder], request);
  } else {
    const program = path.join(folder, archive.name);
    await copyFile(file, program);
    await chmod(program, 0o755);
  }
}
