import type { EngineHoldings } from '../../contract/model/engine.ts';
import { getJson } from './engineApi.ts';

/** Measuring volumes and layers takes an engine its time. */
const TIMEOUT_MS = 120_000;

interface DiskUsage {
  readonly LayersSize?: number;
  readonly Images?: readonly unknown[] | null;
  readonly Containers?: readonly { readonly Names: readonly string[]; readonly SizeRw?: number }[] | null;
  readonly Volumes?: readonly { readonly UsageData?: { readonly Size: number } | null }[] | null;
  readonly BuildCache?: readonly { readonly Size: number; readonly Shared?: boolean }[] | null;
}

interface Named {
  readonly Volumes?: readonly { readonly Name: string }[] | null;
}

/**
 * All that an engine has, by its own account: Docker API `GET /system/df`, and `GET /volumes`, as the former leaves out
 * volumes with options, such as a folder elsewhere. Rejects when it does not answer.
 */
export async function readHoldings(socketPath: string): Promise<EngineHoldings> {
  const [usage, named] = await Promise.all([
    getJson<DiskUsage>(socketPath, '/system/df', TIMEOUT_MS),
    getJson<Named>(socketPath, '/volumes', TIMEOUT_MS),
  ]);
  return holdingsOf(usage, named);
}

export function holdingsOf(
  { LayersSize = 0, Images, Containers, Volumes, BuildCache }: DiskUsage,
  named: Named,
): EngineHoldings {
  const sum = (sizes: readonly number[]) => sizes.reduce((all, size) => all + Math.max(0, size), 0);
  const cached = (BuildCache ?? []).filter(({ Shared }) => !Shared).map(({ Size }) => Size);
  return {
    containers: (Containers ?? []).map(({ Names: [name = ''] }) => name.replace(/^\//, '')),
    volumes: (named.Volumes ?? []).map(({ Name }) => Name),
    images: Images?.length ?? 0,
    cached: BuildCache?.length ?? 0,
    sizeBytes: sum([
      LayersSize,
      ...(Containers ?? []).map(({ SizeRw = 0 }) => SizeRw),
      ...(Volumes ?? []).map(({ UsageData }) => UsageData?.Size ?? 0), // -1: not measured
      ...cached,
    ]),
  };
}
