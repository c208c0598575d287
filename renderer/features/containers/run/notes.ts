import type { RunSettings } from '../../../../contract/model/run.ts';
import { t } from '../texts/index.ts';
import { reachOf } from '../text/ports.ts';

/** What says something else together than each by itself; dangers stand at their fields. `machine`: of an engine elsewhere. */
export const runNotes = (settings: RunSettings, machine?: string): string[] => [
  ...withoutNetwork(settings),
  ...(machine === undefined ? [] : elsewhere(settings, machine)),
];

function withoutNetwork({ networks, ports, publishAll }: RunSettings): string[] {
  const [network] = networks;
  if (ports.length === 0 && !publishAll) return [];
  if (network?.name === 'host') return [t('With the host network the ports above are ignored.')];
  if (network?.name === 'none') return [t('Without a network nobody reaches the ports above.')];
  return [];
}

/** What means that machine, where people think of the computer in front of them. */
function elsewhere({ mounts, ports, publishAll, extraHosts, networks }: RunSettings, machine: string): string[] {
  const notes: string[] = [];
  if (mounts.some(({ type }) => type === 'bind')) {
    notes.push(t('Folders that are mounted are those of {{machine}}, not of this computer.', { machine }));
  }
  const areReached = !['host', 'none'].includes(networks[0]?.name ?? '');
  const isLoopback = ports.some(({ hostIp }) => reachOf(hostIp) === 'loopback');
  if (areReached && isLoopback) {
    notes.push(
      t('Ports on 127.0.0.1 are open to {{machine}} itself alone: this computer does not reach them.', { machine }),
    );
  }
  if (areReached && (publishAll || ports.some(({ hostIp }) => reachOf(hostIp) !== 'loopback'))) {
    notes.push(t('Ports open on {{machine}}, not on this computer.', { machine }));
  }
  if (extraHosts.some(({ address }) => address === 'host-gateway')) {
    notes.push(t('host-gateway is {{machine}}, not this computer.', { machine }));
  }
  return notes;
}
