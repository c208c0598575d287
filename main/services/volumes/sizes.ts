import { AppFailure } from '../../../contract/errors.ts';
import type { Connection } from '../../docker/connection.ts';
import { askVolume } from '../../volumes/ask.ts';
import type { VolumeStore } from '../../volumes/store/volumeStore.ts';

interface SaidUsage {
  readonly Volumes?: readonly { readonly Name: string; readonly UsageData?: { readonly Size: number } | null }[] | null;
}

/** `GET /system/df?type=volume`: the engine walks through all of them. What it says is kept with the time. */
export async function measureVolumes(
  store: VolumeStore,
  connection: Connection,
  signal: AbortSignal,
): Promise<Readonly<Record<string, number>>> {
  const query = { type: 'volume' };
  const said = await askVolume<SaidUsage>(connection, '', { method: 'GET', path: '/system/df', query, signal });
  const sizes = Object.fromEntries(
    (said.Volumes ?? []).flatMap(({ Name, UsageData }): [string, number][] =>
      UsageData && UsageData.Size >= 0 ? [[Name, UsageData.Size]] : [],
    ),
  );
  await store.addSizes(connection.context, Date.now(), sizes).catch((thrown: unknown) => {
    // That it cannot be remembered keeps nobody from seeing it.
    if (!(thrown instanceof AppFailure)) return;
  });
  return sizes;
}
