import { toAppError } from '../../../../contract/errors.ts';
import type { FileSource } from '../../../../contract/model/files.ts';
import { client } from '../../../rpc/index.ts';
import { download, notify } from '../../../ui/index.ts';
import { t } from '../texts/index.ts';

/** A job reads it; in a browser it is then downloaded, in the desktop app it is written where the person chose. */
export async function saveFiles(source: FileSource, paths: readonly string[]): Promise<void> {
  try {
    const { downloadUrl } = await client.files.download({ source, paths: [...paths] });
    download(downloadUrl);
  } catch (thrown) {
    const error = toAppError(thrown);
    if (error.code === 'cancelled') return;
    const hint = 'hint' in error && error.hint ? ` ${error.hint}` : '';
    notify({ title: t('Could not download'), message: `${error.message}${hint}`, tone: 'failure' });
  }
}
