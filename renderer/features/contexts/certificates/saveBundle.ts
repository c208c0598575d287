import { toAppError } from '../../../../contract/errors.ts';
import type { BundleFormat, BundleSource } from '../../../../contract/model/certificates.ts';
import { client } from '../../../rpc/index.ts';
import { download, notify } from '../../../ui/index.ts';
import { t } from '../texts/index.ts';

/** In a browser it is downloaded, in the desktop app written where the person chooses. */
export async function saveBundle(source: BundleSource, format: BundleFormat): Promise<void> {
  try {
    const { downloadUrl } = await client.certificates.saveBundle({ source, format });
    download(downloadUrl);
  } catch (thrown) {
    const error = toAppError(thrown);
    if (error.code === 'cancelled') return;
    const hint = 'hint' in error && error.hint ? ` ${error.hint}` : '';
    notify({
      title: t('Could not export {{name}}', { name: source.name }),
      message: `${error.message}${hint}`,
      tone: 'failure',
    });
  }
}
