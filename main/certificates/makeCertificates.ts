import { X509Certificate } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readdir, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type CertificateAct, certificateSteps } from '../../contract/commands/certificateCommands.ts';
import { AppFailure } from '../../contract/errors.ts';
import type { CertificateSettings, MadeCertificates } from '../../contract/model/certificates.ts';
import { runProgram } from '../plugins/runProgram.ts';
import { fileFailure } from '../storage/fileFailure.ts';

/** What makes them. */
export interface Making {
  readonly openssl: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Does the steps in a folder beside the wanted one, which takes that name when all of them are done: there are all files,
 * or none. Rejects with `name-in-use` where the folder has something in it, with `unexpected` and openssl's own words.
 */
export async function makeCertificates(settings: CertificateSettings, making: Making): Promise<MadeCertificates> {
  const { folder, passphrase } = settings;
  await refuseUsed(folder);
  const parent = path.dirname(folder);
  const draft = await mkdir(parent, { recursive: true, mode: 0o700 })
    .then(() => mkdtemp(path.join(parent, `.${path.basename(folder)}.new-`))) // 0700
    .catch((thrown: unknown) => {
      throw fileFailure(thrown, parent, 'saved');
    });
  try {
    for (const { acts } of certificateSteps({ ...settings, hasPassphrase: passphrase !== '' })) {
      for (const act of acts) await perform(act, draft, passphrase, making);
    }
    const made = await readMade(draft, folder);
    await takeName(draft, folder);
    return made;
  } catch (thrown) {
    await rm(draft, { recursive: true, force: true });
    throw thrown;
  }
}

/** One act, in a folder; what it refuses is told with openssl’s own words. */
export async function perform(act: CertificateAct, dir: string, passphrase: string, making: Making): Promise<void> {
  switch (act.type) {
    case 'write':
      return writeFile(path.join(dir, act.file), `${act.lines.join('\n')}\n`, { mode: 0o600 });
    case 'remove':
      for (const file of act.files) await rm(path.join(dir, file), { force: true });
      return;
    case 'chmod':
      for (const file of act.files) await chmod(path.join(dir, file), Number.parseInt(act.mode, 8));
      return;
    case 'openssl': {
      const { openssl, env, signal } = making;
      // The command first, then where the passphrase comes from: never an argument, which every program could read.
      const [command = '', ...rest] = act.args;
      const args = [command, ...(act.passphrase ?? []), ...rest];
      const input = act.passphrase ? `${passphrase}\n` : '';
      const { code, stderr } = await runProgram(openssl, args, { env, cwd: dir, signal, input });
      if (code !== 0) throw failed(command, stderr);
    }
  }
}

async function refuseUsed(folder: string): Promise<void> {
  const entries = await readdir(folder).catch((thrown: NodeJS.ErrnoException) => {
    if (thrown.code === 'ENOENT') return [];
    throw fileFailure(thrown, folder, 'read');
  });
  if (entries.length > 0) throw inUse(folder);
}

/** An empty folder of that name may be there; one that somebody fills meanwhile is left alone. */
async function takeName(draft: string, folder: string): Promise<void> {
  await rmdir(folder).catch((thrown: NodeJS.ErrnoException) => {
    if (thrown.code !== 'ENOENT') throw inUse(folder);
  });
  await rename(draft, folder);
}

async function readMade(draft: string, folder: string): Promise<MadeCertificates> {
  const read = async (file: string) => new X509Certificate(await readFile(path.join(draft, file)));
  const [authority, server, client] = [await read('ca.pem'), await read('server-cert.pem'), await read('cert.pem')];
  return {
    folder,
    validUntil: Math.min(Date.parse(server.validTo), Date.parse(client.validTo)),
    authorityValidUntil: Date.parse(authority.validTo),
    fingerprint: authority.fingerprint256,
  };
}

const inUse = (folder: string) =>
  new AppFailure({
    code: 'name-in-use',
    name: folder,
    message: `There is something in ${folder} already; nothing of it was changed.`,
    hint: 'Choose another folder. An authority’s key that is written over is lost, with all that trusts it.',
  });

const failed = (command: string, said: string) =>
  new AppFailure({
    code: 'unexpected',
    message: `openssl ${command} did not succeed. Nothing was kept.`,
    detail: said.trim(),
    engineText: said.trim(),
    hint: 'What it said is below. A newer openssl (3.0 or later) may help.',
  });
