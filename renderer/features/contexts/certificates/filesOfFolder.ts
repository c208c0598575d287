import { AppFailure } from '../../../../contract/errors.ts';
import type { ReadBundle } from '../../../../contract/model/certificates.ts';
import { t } from '../texts/index.ts';

const NAMES = ['ca', 'cert', 'key'] as const;
const MAX_PEM_BYTES = 200_000;

type NamedFile = Pick<File, 'name' | 'size' | 'text' | 'webkitRelativePath'>;

/** ca.pem, cert.pem and key.pem of a folder that was chosen; nothing else in it is read. */
export async function filesOfFolder(files: readonly NamedFile[]): Promise<ReadBundle> {
  const bundle: { -readonly [K in (typeof NAMES)[number]]?: string } = {};
  for (const name of NAMES) {
    const found = files
      .filter((file) => file.name === `${name}.pem` && file.size <= MAX_PEM_BYTES)
      .sort((a, b) => a.webkitRelativePath.length - b.webkitRelativePath.length)[0];
    if (found) bundle[name] = await found.text();
  }
  if (Object.keys(bundle).length > 0) return bundle;
  throw new AppFailure({
    code: 'invalid-input',
    path: ['folder'],
    message: t('There is no ca.pem, cert.pem or key.pem in that folder.'),
    hint: t('Choose the folder into which the client bundle was unpacked.'),
  });
}
