import { Button } from '@mantine/core';
import { IconDownload, IconPlayerPlay, IconPlayerStop, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { copyOutCommand } from '../../../../contract/commands/fileCommands.ts';
import { shownName } from '../../../../contract/model/fileName.ts';
import { type FileAccess, type FileEntry, MAX_EDIT_BYTES } from '../../../../contract/model/files.ts';
import { CommandLine, deferred, ErrorNotice, formatDateTime, formatSize, IconButton } from '../../../ui/index.ts';
import type { FilesContext } from '../filesContext.ts';
import styles from '../Files.module.css';
import { formatText } from '../text/textFile.ts';
import { kindWords, octal, permissionsText } from '../text/words.ts';
import { saveFiles } from '../upload/save.ts';
import { BinaryView } from './BinaryView.tsx';
import { FollowView } from './FollowView.tsx';
import { imageType } from './imageType.ts';
import { ImageView } from './ImageView.tsx';
import { type OpenFile, useFile } from './useFile.ts';
import { plural, t } from '../texts/index.ts';

const TextEditor = deferred(async () => (await import('./TextEditor.tsx')).TextEditor);

interface FilePanelProps {
  readonly files: FilesContext;
  readonly access: FileAccess;
  readonly path: string;
  readonly entry: FileEntry;
  readonly onClose: () => void;
  readonly onSaved: () => void;
}

/** One file: what is known of it, and what is in it, to look at or to change. */
export function FilePanel({ files, access, path, entry, onClose, onSaved }: FilePanelProps) {
  const { source } = files;
  const kind =
    entry.kind === 'symlink' ? (entry.targetKind ?? (source.kind === 'image' ? 'file' : 'symlink')) : entry.kind;
  const file = useFile(source, path, kind === 'file' || kind === 'symlink', onSaved);
  const [isFollowing, setFollowing] = useState(false);
  const { content, text, isChanged } = file;
  const canEdit = access.canWrite && content?.stamp !== undefined && text !== undefined;
  const name = shownName(entry.name.slice(entry.name.lastIndexOf('/') + 1));
  return (
    <section className={styles.panel} aria-label={t('File {{name}}', { name })}>
      <header className={styles.panelHead}>
        <h3 title={shownName(path)}>
          {name}
          {isChanged && <span className={styles.unsaved}>{` ${t('edited')}`}</span>}
        </h3>
        {canEdit && !isFollowing && (
          <Button size="xs" disabled={!isChanged} loading={file.isSaving} onClick={file.save} data-tip-keys="Ctrl S">
            {t('Save')}
          </Button>
        )}
        {access.way === 'program' && kind === 'file' && (
          <IconButton
            label={isFollowing ? t('Stop following') : t('Follow what is added to it')}
            icon={isFollowing ? <IconPlayerStop aria-hidden="true" /> : <IconPlayerPlay aria-hidden="true" />}
            isPressed={isFollowing}
            disabled={isChanged}
            onClick={() => {
              if (isFollowing) file.reload();
              setFollowing(!isFollowing);
            }}
          />
        )}
        <IconButton
          label={t('Download {{name}}', { name })}
          icon={<IconDownload aria-hidden="true" />}
          onClick={() => void saveFiles(source, [path])}
        />
        <IconButton label={t('Close the file')} icon={<IconX aria-hidden="true" />} onClick={onClose} />
      </header>
      <p className={styles.facts}>
        {[
          entry.kind === 'file' ? undefined : kindWords(entry.kind),
          entry.target !== undefined && `→ ${shownName(entry.target)}`,
          formatSize(content?.sizeBytes ?? entry.sizeBytes),
          `${permissionsText(entry)} (${octal(entry.mode)})`,
          `${entry.userId}:${entry.groupId}`,
          entry.modifiedAt > 0 && formatDateTime(entry.modifiedAt),
          text && formatText(text),
          entry.links !== undefined && source.kind !== 'image' && plural(entry.links, '1 name', '{{count}} names'),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <Failure file={file} />
      {isFollowing ? (
        <FollowView source={source} path={path} from={content?.sizeBytes ?? 0} />
      ) : (
        <Content file={file} path={path} name={name} canEdit={canEdit} />
      )}
      <div className={styles.footer}>
        <CommandLine
          isCompact
          command={copyOutCommand(files.from, path, { file: name, isArchive: false }, files.cliArgs)}
        />
      </div>
    </section>
  );
}

function Failure({ file: { error, failure, reload, overwrite } }: { readonly file: OpenFile }) {
  if (error) return <ErrorNotice error={error} actions={[{ label: t('Try again'), run: reload }]} />;
  if (!failure) return null;
  const actions =
    failure.code === 'conflict'
      ? [
          { label: t('Show what it is now'), run: reload },
          { label: t('Write over it'), run: overwrite },
        ]
      : [];
  return <ErrorNotice error={failure} actions={actions} />;
}

interface ContentProps {
  readonly file: OpenFile;
  readonly path: string;
  readonly name: string;
  readonly canEdit: boolean;
}

function Content({ file, path, name, canEdit }: ContentProps) {
  const { content, text, version } = file;
  if (!content) return file.error ? null : <p className={styles.waiting}>{t('Reading it…')}</p>;
  const image = content.isWhole ? imageType(content.bytes, path) : undefined;
  if (image) return <ImageView bytes={content.bytes} type={image} name={name} />;
  return (
    <>
      {text ? (
        <TextEditor
          fileKey={version}
          text={text.text}
          label={t('Content of {{name}}', { name })}
          isReadOnly={!canEdit}
          onChange={file.setDraft}
          onSave={file.save}
        />
      ) : (
        <BinaryView bytes={content.bytes} name={name} />
      )}
      {!content.isWhole && (
        <p className={styles.note}>
          {t('The first {{part}} of {{size}}. Files up to {{most}} can be edited; download it to see all.', {
            part: formatSize(content.bytes.byteLength),
            size: formatSize(content.sizeBytes),
            most: formatSize(MAX_EDIT_BYTES),
          })}
        </p>
      )}
    </>
  );
}
