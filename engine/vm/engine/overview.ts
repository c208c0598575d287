import { cpus, totalmem } from 'node:os';
import type { VmChoices, VmOverview } from '../../../contract/model/engineVm.ts';
import { dataDisk } from './belongings.ts';
import { restartReasons } from './machine.ts';
import type { VmEnginePaths } from './paths.ts';
import { foldersOf } from '../shares/folders.ts';
import type { Plan } from './plan.ts';
import { readVmRecord } from './record.ts';

export interface OverviewRequest {
  readonly plan: Plan;
  readonly paths: VmEnginePaths;
  readonly choices: VmChoices;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly isRunning: boolean;
}

export async function vmOverview(request: OverviewRequest): Promise<VmOverview> {
  const { plan, paths, choices, isRunning } = request;
  const [{ chosen, candidates }, disk, record] = await Promise.all([
    plan.choose(),
    dataDisk(paths),
    readVmRecord(paths.record),
  ]);
  const { cpus: count, memoryBytes, dataSizeBytes: diskBytes } = plan.resources();
  const machine = isRunning ? await plan.machine().catch(() => undefined) : undefined;
  return {
    choices,
    resources: { cpus: count, memoryBytes, diskBytes: Math.max(diskBytes, record.dataSizeBytes ?? 0) },
    hypervisors: candidates.map(({ kind, isUsable, reason }) => ({ hypervisor: kind, isUsable, reason })),
    hypervisor: chosen.kind,
    folders: foldersOf(choices),
    host: { cpus: cpus().length, memoryBytes: totalmem() },
    restartFor: machine ? await restartReasons({ ...request, ...machine }) : [],
    disk: { ...disk, leastBytes: record.dataSizeBytes ?? 0 },
  };
}
