import { AppFailure } from '../../../contract/errors.ts';
import { runOrFail } from '../../native/command.ts';
import type { Apt, AptRequest, FetchedPackage } from './apt.ts';

/** The package of the kernel itself, which the one with the general name depends on; without what installing it would take. */
export async function kernelOf(apt: Apt, general: string, { env, signal }: AptRequest): Promise<FetchedPackage> {
  const [meta] = await apt.fetch([general]);
  const depends = meta ? await runOrFail('dpkg-deb', ['-f', meta.file, 'Depends'], { env, signal }) : '';
  const name = /linux-image-\d\S+/.exec(depends)?.[0];
  const [kernel] = name ? await apt.fetch([name]) : [];
  if (kernel) return kernel;
  throw new AppFailure({ code: 'unexpected', message: `${general} names no kernel.`, detail: `Depends: ${depends}` });
}
