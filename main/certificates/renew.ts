import { chmod, mkdtemp, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { RENEWAL_FOLDER, renewalSteps } from '../../contract/commands/certificateCommands.ts';
import { AppFailure } from '../../contract/errors.ts';
import type { CertificateSet, Renewal } from '../../contract/model/renewal.ts';
import { fileFailure } from '../storage/fileFailure.ts';
import { readCertificateSet } from './certificateSet.ts';
import { type Making, perform } from './makeCertificates.ts';

/**
 * New certificates in `renewal` of the set’s folder: all that were wanted, or none. What is in use is not touched; what an
 * earlier renewal has left there is replaced. Rejects with `not-found` without the authority’s key, with `invalid-input` at
 * `days` where the authority does not live as long, at `passphrase` where that does not open its key.
 */
export async function renewCertificates(renewal: Renewal, making: Making): Promise<CertificateSet> {
  const { folder, days, passphrase } = renewal;
  const set = await readCertificateSet(folder);
  if (days > set.daysLeft) throw tooLong(set);
  const { name, hasPassphrase } = set;
  const draft = await mkdtemp(path.join(folder, '.renewal.new-')).catch((thrown: unknown) => {
    throw fileFailure(thrown, folder, 'saved');
  });
  try {
    for (const { acts } of renewalSteps({ ...renewal, name, hasPassphrase })) {
      for (const act of acts) await perform(act, draft, passphrase, making);
    }
    await chmod(path.join(folder, 'ca.srl'), 0o600).catch(() => {});
    const place = path.join(folder, RENEWAL_FOLDER);
    await rm(place, { recursive: true, force: true });
    await rename(draft, place);
  } catch (thrown) {
    await rm(draft, { recursive: true, force: true });
    throw hasPassphrase && isWrongPassphrase(thrown) ? wrongPassphrase() : thrown;
  }
  return readCertificateSet(folder);
}

const isWrongPassphrase = (thrown: unknown): boolean =>
  thrown instanceof AppFailure &&
  /bad decrypt|maybe wrong password|bad password read|unable to load (ca )?(private )?key|could not (read|find) (ca )?private key/i.test(
    thrown.error.engineText ?? '',
  );

const tooLong = ({ daysLeft }: CertificateSet) =>
  new AppFailure({
    code: 'invalid-input',
    path: ['days'],
    message:
      daysLeft === 0
        ? 'The authority has expired: nothing that it signs is worth anything.'
        : `The authority is good for ${daysLeft} days more: nothing that it signs lives longer.`,
    hint: daysLeft === 0 ? 'Make new certificates, with a new authority.' : 'Take fewer days, or make a new authority.',
  });

const wrongPassphrase = () =>
  new AppFailure({
    code: 'invalid-input',
    path: ['passphrase'],
    message: 'That does not open the authority’s key. Nothing was changed.',
  });
