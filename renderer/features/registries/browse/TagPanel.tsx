import { Button, Loader } from '@mantine/core';
import { IconTrash, IconX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { DOCKER_HUB } from '../../../../contract/model/imageReference.ts';
import { inspectRemoteCommand } from '../../../../contract/commands/registryCommands.ts';
import { pullCommand } from '../../../../contract/commands/viewCommands.ts';
import { type AppError, toAppError } from '../../../../contract/errors.ts';
import { type RegistryImage } from '../../../../contract/model/registry.ts';
import { client } from '../../../rpc/index.ts';
import { CommandLine, ErrorNotice, formatSize, IconButton, KeyValues, RelativeTime } from '../../../ui/index.ts';
import { useSelectedContext } from '../../contexts/index.ts';
import { useOpenRun } from '../../remoteTags/index.ts';
import styles from '../Registries.module.css';
import { Sentence, t } from '../texts/index.ts';

interface TagPanelProps {
  readonly context: string;
  readonly name: string;
  readonly repository: string;
  readonly tag: string;
  readonly onRemove: () => void;
  readonly onClose: () => void;
}

/** What a tag is: its digest, and each platform with what a pull of it downloads. */
export function TagPanel({ context, name, repository, tag, onRemove, onClose }: TagPanelProps) {
  const cliArgs = useSelectedContext()?.cliArgs;
  const openRun = useOpenRun();
  const [image, setImage] = useState<RegistryImage>();
  const [error, setError] = useState<AppError>();
  const [isBusy, setBusy] = useState(false);
  useEffect(() => {
    const abort = new AbortController();
    client.registries
      .image({ name, repository, reference: tag }, { signal: abort.signal })
      .then(setImage, (thrown: unknown) => !abort.signal.aborted && setError(toAppError(thrown)));
    return () => abort.abort();
  }, [name, repository, tag]);
  const pull = async () => {
    if (!image) return;
    setBusy(true);
    try {
      await client.images.pull({ context, reference: image.reference }); // how it goes on is in the job
    } catch (thrown) {
      setError(toAppError(thrown));
    } finally {
      setBusy(false);
    }
  };
  return (
    <section className={styles.tagPanel} aria-label={t('Tag {{tag}}', { tag })}>
      <header className={styles.tagHead}>
        <h3 className={styles.tagName}>
          {repository}:{tag}
        </h3>
        <Button variant="default" disabled={!image} loading={isBusy} onClick={() => void pull()}>
          {t('Pull')}
        </Button>
        <Button variant="default" disabled={!image} onClick={() => image && openRun(image.reference)}>
          {t('Run…')}
        </Button>
        {name !== DOCKER_HUB && (
          <IconButton
            label={t('Delete this tag…')}
            isDangerous
            icon={<IconTrash aria-hidden="true" />}
            onClick={onRemove}
          />
        )}
        <IconButton label={t('Close the tag')} icon={<IconX aria-hidden="true" />} onClick={onClose} />
      </header>
      {name === DOCKER_HUB && (
        <p className={styles.hubNote}>
          <Sentence
            text="Docker Hub lets nobody delete a tag from outside: it is done on {{link}}. Removing a pulled image here leaves the tag there."
            parts={{
              link: (
                <a href={`https://hub.docker.com/r/${repository}/tags`} target="_blank" rel="noreferrer">
                  {t('its own site')}
                </a>
              ),
            }}
          />
        </p>
      )}
      {!image && !error && <Loader size="sm" m="sm" aria-label={t('Loading')} />}
      {error && <ErrorNotice error={error} />}
      {image && (
        <div className={styles.stack}>
          <KeyValues items={[{ key: t('Digest'), value: image.digest, copy: image.digest, isMono: true }]} />
          <table className={styles.platforms}>
            <thead>
              <tr>
                <th scope="col">{t('Platform')}</th>
                <th scope="col">{t('To download')}</th>
                <th scope="col">{t('Layers')}</th>
                <th scope="col">{t('Made')}</th>
              </tr>
            </thead>
            <tbody>
              {image.platforms.map(({ digest, platform, sizeBytes, layerCount, createdAt }) => (
                <tr key={digest}>
                  <th scope="row" title={digest}>
                    {platform ?? t('no image')}
                  </th>
                  <td>{formatSize(sizeBytes)}</td>
                  <td>{layerCount}</td>
                  <td>{createdAt === undefined ? t('not said') : <RelativeTime at={createdAt} />}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <CommandLine command={pullCommand(image.reference, undefined, cliArgs)} label={t('To pull it')} />
          <CommandLine
            command={inspectRemoteCommand(image.reference, cliArgs)}
            label={t('To see the same on the command line')}
          />
        </div>
      )}
    </section>
  );
}
