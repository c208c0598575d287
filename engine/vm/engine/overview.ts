import { cpus, totalmem } from 'node:os';
import type { VmChoices, VmGuest, VmOverview } from '../../../contract/model/engineVm.ts';
import { foldersOf } from '../shares/folders.ts';
import { openGuestVersions } from '../versions/versions.ts';
import { dataDisk } from './belongings.ts';
import { ownGuest } from './guestParts.ts';
import { restartReasons } from './machine.ts';
import type { VmEnginePaths } from './paths.ts';

import type { Plan } from './plan.ts';
import { readVmRecord } from './record.ts';
import type { Machine } from './supervisor.ts';

export interface OverviewRequest {
  readonly plan: Plan;
  readonly paths: VmEnginePaths;
  readonly choices: VmChoices;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly isRunning: boolean;
  readonly certificateDirs?: readonly string[] | undefined;
  /** Of the VM that runs. */
  readonly runs?: string | undefined;
}

export async function vmOverview(request: OverviewRequest): Promise<VmOverview> {
  const { plan, paths, choices, isRunning, runs } = request;
  const [{ chosen, candidates }, disk, record] = await Promise.all([
    plan.choose(),
    dataDisk(paths),
    readVmRecord(paths.record),
  ]);
  const { cpus: count, memoryBytes, dataSizeBytes: diskBytes } = plan.resources();
  const machine = await plan.machine().catch(() => undefined);
  return {
    choices,
    resources: { cpus: count, memoryBytes, diskBytes: Math.max(diskBytes, record.dataSizeBytes ?? 0) },
    hypervisors: candidates.map(({ kind, isUsable, reason }) => ({ hypervisor: kind, isUsable, reason })),
    hypervisor: chosen.kind,
    folders: foldersOf(choices),
    host: { cpus: cpus().length, memoryBytes: totalmem() },
    ...(machine && { guest: await guestOf(machine, paths, runs) }),
    restartFor: machine && isRunning ? await restartReasons({ ...request, ...machine }) : [],
    disk: { ...disk, leastBytes: record.dataSizeBytes ?? 0 },
  };
}

async function guestOf({ spec }: Machine, { versions: dir }: VmEnginePaths, runs?: string): Promise<VmGuest> {
  const own = ownGuest(spec.guest);
  const versions = openGuestVersions(dir);
  const [previous, refusal] = await Promise.all([versions.previous(own), versions.refusal(own)]);
  return {
    version: own.version,
    ...(runs !== undefined && { runs }),
    ...(previous && { previous: previous.version }),
    ...(refusal && { passedOver: refusal.reason }),
  };
}
