import { Checkbox } from '@mantine/core';
import { useMemo, useState } from 'react';
import { copyIntoCommand, unpackCommand } from '../../../../contract/commands/fileCommands.ts';
import { shownName } from '../../../../contract/model/fileName.ts';
import type { UploadItem } from '../../../../contract/model/files.ts';
import { client, isDesktop } from '../../../rpc/index.ts';
import { formatNumber, formatSize } from '../../../ui/index.ts';
import type { FilesContext } from '../filesContext.ts';
import type { Dropped } from '../upload/dropped.ts';
import { sendFiles } from '../../../rpc/uploads/sendFiles.ts';
import styles from '../Files.module.css';
import { DialogForm } from './DialogForm.tsx';
import { FIRST_RIGHTS, readRights } from './rights.ts';
import { RightsFields } from './RightsFields.tsx';
import { plural, t } from '../texts/index.ts';

interface UploadDialogProps {
  readonly files: FilesContext;
  readonly directory: string;
  readonly dropped: readonly Dropped[];
  readonly onStarted: (jobId: string) => void;
  readonly onClose: () => void;
}

const itemOf = ({ path, file }: Dropped): UploadItem =>
  file
    ? { path, kind: 'file', sizeBytes: file.size, modifiedAt: file.lastModified }
    : { path, kind: 'directory', sizeBytes: 0 };

/** The desktop app reads files where they are, with their rights; Windows has none that would mean anything there. */
const CAN_KEEP_MODES = isDesktop && !navigator.userAgent.includes('Windows');

/** A browser tells neither rights nor owner of a file: they are chosen here. An archive brings its own. */
export function UploadDialog({ files, directory, dropped, onStarted, onClose }: UploadDialogProps) {
  const [draft, setDraft] = useState(FIRST_RIGHTS);
  const [isReplacing, setReplacing] = useState(false);
  const [isUnpacked, setUnpacked] = useState(false);
  const [keepsModes, setKeepsModes] = useState(CAN_KEEP_MODES);
  const rights = readRights(draft);
  const tops = useMemo(() => [...new Set(dropped.map(({ path }) => path.split('/')[0]!))], [dropped]);
  const contents = dropped.flatMap(({ file }) => file ?? []);
  const sizeBytes = contents.reduce((sum, { size }) => sum + size, 0);
  const [only] = contents;
  const isArchive = dropped.length === 1 && only !== undefined && /\.(tar|tgz|tar\.(gz|bz2|xz|zst))$/i.test(only.name);
  const kinds = [
    ...(contents.length > 0 ? (['file'] as const) : []),
    ...(dropped.some(({ path }) => path.includes('/')) || contents.length < dropped.length
      ? (['directory'] as const)
      : []),
  ];

  async function start() {
    const into = { source: files.source, directory, isReplacing };
    if (isArchive && isUnpacked) {
      const upload = await client.files.unpack({ ...into, fileName: only.name, sizeBytes: only.size });
      onStarted(upload.jobId);
      void sendFiles([only], upload);
    } else if (rights) {
      const upload = await client.files.upload({ ...into, items: dropped.map(itemOf), rights, keepsModes });
      onStarted(upload.jobId);
      void sendFiles(contents, upload);
    }
  }

  const into = directory === '/' ? '/' : `${directory}/`;
  return (
    <DialogForm
      title={t('Upload to {{directory}}', { directory: shownName(directory) })}
      submitLabel={isArchive && isUnpacked ? t('Unpack') : t('Upload')}
      isReady={dropped.length > 0 && (rights !== undefined || (isArchive && isUnpacked))}
      command={
        isArchive && isUnpacked
          ? unpackCommand(files.target, only.name, directory, files.cliArgs)
          : copyIntoCommand(
              files.target,
              tops.slice(0, 20).map((top) => `./${top}`),
              into,
              rights,
              files.cliArgs,
            )
      }
      onSubmit={start}
      onClose={onClose}
    >
      <p className={styles.summary}>
        {plural(contents.length, '{{what}}: 1 file, {{size}}', '{{what}}: {{number}} files, {{size}}', {
          what: tops.length === 1 ? shownName(tops[0]!) : plural(tops.length, '1 name', '{{count}} names'),
          number: formatNumber(contents.length),
          size: formatSize(sizeBytes),
        })}
      </p>
      {isArchive && (
        <Checkbox
          label={t('Unpack this archive here, with the rights and owners that are in it')}
          checked={isUnpacked}
          onChange={(event) => setUnpacked(event.currentTarget.checked)}
        />
      )}
      {!(isArchive && isUnpacked) && (
        <>
          {CAN_KEEP_MODES && contents.length > 0 && (
            <Checkbox
              label={t('Files keep the rights that they have on this computer')}
              checked={keepsModes}
              onChange={(event) => setKeepsModes(event.currentTarget.checked)}
            />
          )}
          <RightsFields
            draft={draft}
            onChange={setDraft}
            kinds={keepsModes ? kinds.filter((kind) => kind !== 'file') : kinds}
          />
        </>
      )}
      <Checkbox
        label={t('Replace files of the same name, and put directories together')}
        checked={isReplacing}
        onChange={(event) => setReplacing(event.currentTarget.checked)}
      />
    </DialogForm>
  );
}
