import type { EngineApi } from '../support/engineApi.ts';
import { makeContainer, removeMade } from '../support/containers.ts';

/** `total` containers, the first `running` of them started; named `bench-0001` on. Those of another benchmark go first. */
export async function fill(api: EngineApi, total: number, running: number, from = 1): Promise<string[]> {
  if (from === 1) await removeMade(api);
  const ids: string[] = new Array(total);
  let next = 0;
  const work = async () => {
    for (let index = next++; index < total; index = next++) {
      ids[index] = await makeContainer(api, `bench-${String(from + index).padStart(4, '0')}`, {
        start: index < running,
      });
    }
  };
  await Promise.all(Array.from({ length: 4 }, work));
  return ids;
}
