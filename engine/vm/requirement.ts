import { statfs } from 'node:fs/promises';
import { totalmem } from 'node:os';
import path from 'node:path';
import type { Requirement, RequirementFix } from '../../contract/model/engine.ts';
import type { VmSpec } from './driver.ts';

export const met = (name: string, message: string): Requirement => ({ name, isMet: true, message });

export const unmet = (
  name: string,
  message: string,
  remedy: string,
  more: { readonly isOptional?: boolean; readonly fix?: RequirementFix | undefined } = {},
): Requirement => ({
  name,
  isMet: false,
  message,
  remedy,
  ...(more.isOptional && { isOptional: true }),
  ...(more.fix && { fix: more.fix }),
});

/** What the host itself keeps at least. */
const HOST_MEMORY_BYTES = 1 << 30;
/** The root, an image or two: the data disk takes only what is written to it. */
const LEAST_SPACE_BYTES = 4 * 2 ** 30;

/** Memory and disk space, which every hypervisor needs. */
export async function checkRoom(
  spec: Pick<VmSpec, 'dir' | 'memoryBytes'>,
  host: Room = thisRoom,
): Promise<readonly Requirement[]> {
  const [freeBytes, memoryBytes] = await Promise.all([host.freeBytes(spec.dir), host.memoryBytes()]);
  return [
    spec.memoryBytes + HOST_MEMORY_BYTES <= memoryBytes
      ? met('Memory', `${gib(spec.memoryBytes)} of ${gib(memoryBytes)} are for the VM.`)
      : unmet(
          'Memory',
          `The VM is to have ${gib(spec.memoryBytes)}, and this machine has ${gib(memoryBytes)} in all.`,
          `Give the VM at most ${gib(Math.max(0, memoryBytes - HOST_MEMORY_BYTES))} in the engine’s settings.`,
        ),
    freeBytes >= LEAST_SPACE_BYTES
      ? met('Disk space', `${gib(freeBytes)} are free.`)
      : unmet(
          'Disk space',
          `Only ${gib(freeBytes)} are free where the engine’s disk is (${spec.dir}).`,
          `Free at least ${gib(LEAST_SPACE_BYTES)} there, or choose another folder for the engine.`,
        ),
  ];
}

/** What of this machine `checkRoom` asks; another one to test with. */
export interface Room {
  memoryBytes(): Promise<number>;
  freeBytes(dir: string): Promise<number>;
}

const thisRoom: Room = {
  memoryBytes: () => Promise.resolve(totalmem()),
  freeBytes: async (dir) => {
    // The folder may not be there yet: then the nearest one above it.
    for (let at = path.resolve(dir); ; at = path.dirname(at)) {
      try {
        const { bavail, bsize } = await statfs(at);
        return bavail * bsize;
      } catch (error) {
        if (at === path.dirname(at)) throw error;
      }
    }
  },
};

const gib = (bytes: number): string => `${(bytes / 2 ** 30).toFixed(1)} GiB`;
