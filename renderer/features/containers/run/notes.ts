import type { RunSettings } from '../../../../contract/model/run.ts';
import { t } from '../texts/index.ts';

/** What says something else together than each by itself; dangers stand at their fields. */
export function runNotes({ networks, ports, publishAll }: RunSettings): string[] {
  const [network] = networks;
  if (ports.length === 0 && !publishAll) return [];
  if (network?.name === 'host') return [t('With the host network the ports above are ignored.')];
  if (network?.name === 'none') return [t('Without a network nobody reaches the ports above.')];
  return [];
}
