import { randomBytes } from 'node:crypto';
import { copyFile, rename, rm } from 'node:fs/promises';
import { AppFailure } from '../../../contract/errors.ts';
import { diskTooSmall, isThere } from '../failures.ts';
import { type Env, runProgram } from '../run.ts';
import type { Qemu } from './find.ts';

export interface DiskRequest {
  readonly qemu: Qemu;
  readonly env: Env;
  readonly file: string;
  readonly sizeBytes: number;
}

/** Makes the data disk, unless it is there: whole or not at all. `template` is a small one with a file system in it. */
export async function createDisk({ qemu, env, file, sizeBytes }: DiskRequest, template?: string): Promise<void> {
  if (await isThere(file)) return;
  const draft = `${file}.${randomBytes(4).toString('hex')}.new`;
  try {
    if (template) {
      await copyFile(template, draft);
      await growDisk({ qemu, env, file: draft, sizeBytes });
    } else {
      await image(qemu, env, ['create', '-q', '-f', 'qcow2', draft, String(sizeBytes)]);
    }
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/** Rejects with `invalid-input` when it is larger already, and with `conflict` while a VM has it. */
export async function growDisk({ qemu, env, file, sizeBytes }: DiskRequest): Promise<void> {
  const hasBytes = await diskSize(qemu, env, file);
  if (hasBytes === sizeBytes) return;
  if (hasBytes > sizeBytes) throw diskTooSmall(hasBytes);
  await image(qemu, env, ['resize', '-q', '-f', 'qcow2', file, String(sizeBytes)]);
}

/** What the guest sees, not what the file takes. */
export async function diskSize(qemu: Qemu, env: Env, file: string): Promise<number> {
  const text = await image(qemu, env, ['info', '--output=json', '-f', 'qcow2', '--force-share', file]);
  return Number((JSON.parse(text) as { 'virtual-size': unknown })['virtual-size']);
}

async function image(qemu: Qemu, env: Env, args: readonly string[]): Promise<string> {
  const { status, stdout, stderr } = await runProgram(qemu.image, args, { env });
  if (status === 0) return stdout.toString();
  throw new AppFailure(imageFailure(stderr.toString().trim(), args));
}

function imageFailure(engineText: string, args: readonly string[]): AppFailure['error'] {
  if (/No space left/i.test(engineText)) {
    return {
      code: 'no-space',
      message: 'There is no space for the engine’s disk.',
      hint: 'Free some space where the engine’s folder is, then try again.',
      engineText,
    };
  }
  if (/Failed to get "\w+" lock|used by another process/i.test(engineText)) {
    return {
      code: 'conflict',
      message: 'The engine’s disk is in use by a VM that runs.',
      hint: 'Stop the engine first.',
      engineText,
    };
  }
  return {
    code: 'unexpected',
    message: `qemu-img ${args[0] ?? ''} failed: ${engineText.split('\n').at(-1) ?? ''}`,
    hint: 'If the disk itself is damaged, reset the engine; what is in it is lost then.',
    engineText,
    detail: args.join(' '),
  };
}
