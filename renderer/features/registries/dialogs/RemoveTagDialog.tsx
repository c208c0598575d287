import { useEffect, useState } from 'react';
import { type AppError, toAppError } from '../../../../contract/errors.ts';
import type { TagRemovePreview } from '../../../../contract/model/registry.ts';
import { client } from '../../../rpc/index.ts';
import { CommandLine, ConfirmDialog, ErrorNotice, notify } from '../../../ui/index.ts';
import styles from '../Registries.module.css';
import type { RegistryDialogProps } from './RegistryDialogs.tsx';
import { plural, t } from '../texts/index.ts';

interface RemoveTagDialogProps extends RegistryDialogProps {
  readonly name: string;
  readonly repository: string;
  readonly tag: string;
  readonly onRemoved: (preview: TagRemovePreview) => void;
}

/** A registry deletes digests: every tag that points at the same one goes too, and is named first. */
export function RemoveTagDialog({ context, name, repository, tag, onRemoved, onClose }: RemoveTagDialogProps) {
  const [preview, setPreview] = useState<TagRemovePreview>();
  const [error, setError] = useState<AppError>();
  useEffect(() => {
    const abort = new AbortController();
    client.registries
      .previewRemoveTag({ name, repository, tag }, { signal: abort.signal })
      .then(setPreview, (thrown: unknown) => !abort.signal.aborted && setError(toAppError(thrown)));
    return () => abort.abort();
  }, [name, repository, tag]);
  const others = (preview?.tags.length ?? 0) - 1;
  return (
    <ConfirmDialog
      title={t('Delete {{repository}}:{{tag}}?', { repository, tag })}
      message={
        error ? (
          <ErrorNotice error={error} />
        ) : !preview ? (
          t('Looking which tags point at the same image…')
        ) : (
          <>
            {others > 0
              ? plural(
                  others,
                  'A registry deletes the image itself, so the other tag of it go too. This cannot be undone: it would have to be pushed again.',
                  'A registry deletes the image itself, so the {{count}} other tags of it go too. This cannot be undone: it would have to be pushed again.',
                )
              : t('No other tag points at this image. This cannot be undone: it would have to be pushed again.')}
            {preview.uncheckedCount > 0 &&
              t(' {{uncheckedCount}} more tags of the repository were not looked at.', {
                uncheckedCount: preview.uncheckedCount,
              })}
          </>
        )
      }
      items={
        preview?.tags.map((one) => ({
          id: one,
          name: `${repository}:${one}`,
          ...(one === tag && { detail: preview.digest }),
        })) ?? []
      }
      confirmLabel={others > 0 ? t('Delete {{others}} tags', { others: others + 1 }) : t('Delete')}
      isDangerous
      isLoading={!preview}
      onConfirm={async () => {
        if (!preview) return;
        await client.registries.removeTag({ context, name, repository, digest: preview.digest });
        onRemoved(preview);
        onClose();
        notify({ title: t('Deleted {{repository}}:{{tag}}', { repository, tag }), tone: 'success' });
      }}
      onCancel={onClose}
    >
      {preview && (
        <>
          <p className={styles.dim}>{t('The docker CLI has no command for this. The same with curl:')}</p>
          <CommandLine command={preview.command} label={t('The same on the command line')} />
        </>
      )}
    </ConfirmDialog>
  );
}
