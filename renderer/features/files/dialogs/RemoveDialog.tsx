import { useEffect, useState } from 'react';
import { removeFilesCommand } from '../../../../contract/commands/fileCommands.ts';
import { type AppError, toAppError } from '../../../../contract/errors.ts';
import { shownName } from '../../../../contract/model/fileName.ts';
import type { FileMeasure } from '../../../../contract/model/files.ts';
import { client } from '../../../rpc/index.ts';
import { ConfirmDialog, ErrorNotice, formatNumber, formatSize } from '../../../ui/index.ts';
import type { FilesContext } from '../filesContext.ts';
import { nameOf } from '../text/words.ts';
import { plural, t } from '../texts/index.ts';

interface RemoveDialogProps {
  readonly files: FilesContext;
  readonly paths: readonly string[];
  readonly onStarted: (jobId: string) => void;
  readonly onClose: () => void;
}

const MOST_SHOWN = 100;

/** Says first how much goes with them. */
export function RemoveDialog({ files, paths, onStarted, onClose }: RemoveDialogProps) {
  const [measure, setMeasure] = useState<FileMeasure>();
  const [error, setError] = useState<AppError>();
  useEffect(() => {
    const stop = new AbortController();
    client.files
      .measure({ source: files.source, paths: [...paths] }, { signal: stop.signal })
      .then(setMeasure, (thrown: unknown) => {
        if (!stop.signal.aborted) setError(toAppError(thrown));
      });
    return () => stop.abort();
  }, [files, paths]);
  const [first = ''] = paths;
  const hasMounts = (measure?.mounts ?? 0) > 0;
  return (
    <ConfirmDialog
      title={plural(paths.length, 'Remove {{name}}?', 'Remove {{count}} files?', { name: shownName(nameOf(first)) })}
      message={measure ? lostText(measure) : t('Counting what is in there…')}
      items={paths.slice(0, MOST_SHOWN).map((path) => ({ id: path, name: shownName(path) }))}
      command={removeFilesCommand(files.target, paths.slice(0, MOST_SHOWN), files.cliArgs)}
      confirmLabel={t('Remove')}
      isDangerous
      isLoading={(!measure && !error) || hasMounts}
      onConfirm={async () => {
        const { jobId } = await client.files.remove({ source: files.source, paths: [...paths] });
        onStarted(jobId);
      }}
      onCancel={onClose}
    >
      {paths.length > MOST_SHOWN && <p>{plural(paths.length - MOST_SHOWN, 'And one more.', 'And {{count}} more.')}</p>}
      {hasMounts && (
        <ErrorNotice
          error={{
            code: 'conflict',
            message: t('A volume or a folder of the host is mounted in there.'),
            hint: t('What is mounted is never removed along with a directory: remove what is in it by itself.'),
          }}
        />
      )}
      {error && <ErrorNotice error={error} />}
    </ConfirmDialog>
  );
}

function lostText({ files, directories, sizeBytes }: FileMeasure): string {
  const size = formatSize(sizeBytes);
  const counted = plural(files, '1 file', '{{number}} files', { number: formatNumber(files) });
  if (directories === 0) return t('{{counted}}, {{size}}. There is no way back.', { counted, size });
  const values = { counted, size, number: formatNumber(directories) };
  return plural(
    directories,
    '{{counted}} in 1 directory, {{size}}. There is no way back.',
    '{{counted}} in {{number}} directories, {{size}}. There is no way back.',
    values,
  );
}
