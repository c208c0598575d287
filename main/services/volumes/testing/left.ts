import { docker } from '../../../live/testing/engineCli.ts';
import { HELPER_LABEL } from '../../../volumes/helper/helperImage.ts';
import { SAFETY_LABEL } from '../../../volumes/jobs/safety.ts';
import type { VolumesClient } from './client.ts';

/** What work on volumes has left behind: helpers and their image, copies, records. */
export async function leftIn(gantry: Pick<VolumesClient, 'volumes'>) {
  const filter = `label=${HELPER_LABEL}`;
  return {
    helpers: await docker('ps', '--all', '--quiet', '--filter', filter),
    images: await docker('images', '--quiet', '--filter', filter),
    copies: await docker('volume', 'ls', '--quiet', '--filter', `label=${SAFETY_LABEL}`),
    work: gantry.volumes.deps.store.work.map(({ stage }) => stage),
  };
}

export const NOTHING_LEFT = { helpers: '', images: '', copies: '', work: [] };
