import { RunSettings, type RunCheck } from '../../../../contract/model/run.ts';
import { client } from '../../../rpc/index.ts';
import { useLoad } from '../../../ui/useLoad.ts';

export type TakenPort = Pick<RunCheck['ports'][number], 'owner' | 'suggestedPort'>;

const SETTLE_MS = 300;

/** Which of these host ports somebody has, by what was typed. */
export function useTakenPorts(context: string, typed: readonly string[]): ReadonlyMap<string, TakenPort> {
  const ports = typed.filter((one) => /^\d{1,5}$/.test(one) && Number(one) >= 1 && Number(one) <= 65_535);
  const { value } = useLoad(
    ports.length === 0 ? undefined : `${context} ${ports.join(' ')}`,
    (signal) => {
      // A run with these ports, that is never made.
      const settings = RunSettings.parse({
        image: 'template',
        ports: ports.map((port) => ({ containerPort: 80, hostPort: Number(port) })),
      });
      return client.containers.checkRun({ context, settings }, { signal });
    },
    SETTLE_MS,
  );
  return new Map((value?.ports ?? []).map((port) => [String(port.hostPort), port]));
}
