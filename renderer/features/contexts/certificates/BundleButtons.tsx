import { Button, FileButton } from '@mantine/core';
import { useState } from 'react';
import { type AppError, toAppError } from '../../../../contract/errors.ts';
import { MAX_BUNDLE_BYTES, type ReadBundle } from '../../../../contract/model/certificates.ts';
import { client } from '../../../rpc/index.ts';
import { ErrorNotice } from '../../../ui/index.ts';
import { filesOfFolder } from './filesOfFolder.ts';
import styles from './Certificates.module.css';
import { t } from '../texts/index.ts';

// React’s types do not know the attribute; every browser does.
const WHOLE_FOLDER: object = { webkitdirectory: '' };

/** A client’s bundle, as an archive or as a folder, in place of its three files one by one. */
export function BundleButtons({ onRead }: { readonly onRead: (bundle: ReadBundle) => void }) {
  const [error, setError] = useState<AppError>();
  const take = (reading: Promise<ReadBundle>) => {
    setError(undefined);
    reading.then(onRead, (thrown: unknown) => setError(toAppError(thrown)));
  };
  return (
    <>
      <div className={styles.offered}>
        {t('From a bundle:')}
        <FileButton accept=".tar,.tgz,.gz,.zip,.dockercontext" onChange={(file) => file && take(readArchive(file))}>
          {(props) => (
            <Button {...props} size="compact-sm" variant="default" aria-label={t('Choose a bundle’s archive')}>
              {t('Archive…')}
            </Button>
          )}
        </FileButton>
        <FileButton multiple inputProps={WHOLE_FOLDER} onChange={(files) => take(filesOfFolder(files))}>
          {(props) => (
            <Button {...props} size="compact-sm" variant="default" aria-label={t('Choose a bundle’s folder')}>
              {t('Folder…')}
            </Button>
          )}
        </FileButton>
      </div>
      {error && <ErrorNotice error={error} />}
    </>
  );
}

async function readArchive(file: File): Promise<ReadBundle> {
  // What is larger is refused by main, in words: a little more than the limit is enough for it to see that.
  const bytes = new Uint8Array(await file.slice(0, MAX_BUNDLE_BYTES + 1).arrayBuffer());
  return client.certificates.readBundle({ bytes });
}
