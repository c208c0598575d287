import type { RunSettings } from '../../../../contract/model/run.ts';

/** What says something else together than each by itself; dangers stand at their fields. */
export function runNotes({ networks, ports, publishAll }: RunSettings): string[] {
  const [network] = networks;
  if (ports.length === 0 && !publishAll) return [];
  if (network?.name === 'host') return ['With the host network the ports above are ignored.'];
  if (network?.name === 'none') return ['Without a network nobody reaches the ports above.'];
  return [];
}
