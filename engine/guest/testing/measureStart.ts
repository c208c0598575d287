import { readFileSync } from 'node:fs';
import type { EmulatorRequest } from './emulator.ts';
import { startEmulator } from './emulator.ts';
import { connectGuest } from './ssh.ts';

/** One start of a guest in an emulator, as somebody who waits for its engine sees it. */
export interface MeasuredStart {
  /** From the start of the emulator's process until its READY line, and until the engine's first answer. */
  readonly readyMs: number;
  readonly answerMs: number;
  /** What the emulator's process had used of the processors by then: the same on a busy machine and on a quiet one, nearly. */
  readonly readyCpuMs: number;
  readonly answerCpuMs: number;
  /** By the guest's own clock, since its kernel began. */
  readonly stagesMs: Readonly<Record<string, number>>;
  /** In use, as `free` counts; a while after the engine answered. */
  readonly usedMiB: number;
}

const TICKS_PER_SECOND = 100;
const LIMIT_MS = 180_000;
const SETTLE_MS = 5_000;

/** Starts it, waits for the engine's answer to `GET /version`, and stops it. Rejects when one of these fails. */
export async function measureStart(request: EmulatorRequest & { readonly privateKey: string }): Promise<MeasuredStart> {
  const begun = performance.now();
  const guest = await startEmulator(request);
  try {
    const ready = await guest.said('READY', LIMIT_MS);
    const readyMs = performance.now() - begun;
    const readyCpuMs = cpuMs(guest.pid);
    const link = await connectGuest(guest.port, request.privateKey, String(ready['hostKey']));
    const { status, text } = await link.api('GET', '/version');
    if (status !== 200) throw new Error(`The engine answered ${status}: ${text}`);
    const answerMs = performance.now() - begun;
    const answerCpuMs = cpuMs(guest.pid);
    await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
    const usedMiB = Number((await link.exec("free -m | awk 'NR == 2 { print $3 }'")).text);
    await link.exec('engine-stop');
    await guest.ended;
    const stagesMs = ready['stagesMs'] as Record<string, number>;
    return { readyMs, answerMs, readyCpuMs, answerCpuMs, stagesMs, usedMiB };
  } finally {
    await guest.kill();
  }
}

/** Of this process and all its threads, in the kernel's clock ticks (proc(5): utime and stime). */
function cpuMs(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ');
  return ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS_PER_SECOND;
}
