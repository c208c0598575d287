import { expect } from '@playwright/test';
import type { EngineApi } from './engineApi.ts';

/** Runs a command in a container, as `docker exec` does, and waits until it has ended. */
export async function execIn(api: EngineApi, id: string, command: readonly string[]): Promise<void> {
  const { Id } = await api.call<{ Id: string }>('POST', `/containers/${id}/exec`, { Cmd: command });
  await api.call('POST', `/exec/${Id}/start`, { Detach: true });
  type Exec = { readonly Running: boolean; readonly ExitCode: number | null };
  await expect
    .poll(async () => {
      const { Running, ExitCode } = await api.call<Exec>('GET', `/exec/${Id}/json`);
      return Running ? 'running' : ExitCode;
    })
    .toBe(0);
}

/** The processes of a container, as `docker top` says: one line each. */
export async function processesIn(api: EngineApi, id: string): Promise<readonly string[]> {
  const { Processes } = await api.call<{ Processes: string[][] }>('GET', `/containers/${id}/top`);
  return Processes.map((columns) => columns.at(-1) ?? '');
}
