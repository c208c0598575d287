import { useEffect, useState } from 'react';
import { removeFilesCommand } from '../../../../contract/commands/fileCommands.ts';
import { type AppError, toAppError } from '../../../../contract/errors.ts';
import { shownName } from '../../../../contract/model/fileName.ts';
import type { FileMeasure } from '../../../../contract/model/files.ts';
import { client } from '../../../rpc/index.ts';
import { ConfirmDialog, ErrorNotice, formatSize } from '../../../ui/index.ts';
import type { FilesContext } from '../filesContext.ts';
import { nameOf } from '../text/words.ts';

interface RemoveDialogProps {
  readonly files: FilesContext;
  readonly paths: readonly string[];
  readonly onStarted: (jobId: string) => void;
  readonly onClose: () => void;
}

const MOST_SHOWN = 100;
const count = (number: number, one: string, many: string) =>
  `${number.toLocaleString('en')} ${number === 1 ? one : many}`;

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
      title={paths.length === 1 ? `Remove ${shownName(nameOf(first))}?` : `Remove ${paths.length} files?`}
      message={
        measure
          ? `${count(measure.files, 'file', 'files')}${
              measure.directories > 0 ? ` in ${count(measure.directories, 'directory', 'directories')}` : ''
            }, ${formatSize(measure.sizeBytes)}. There is no way back.`
          : 'Counting what is in there…'
      }
      items={paths.slice(0, MOST_SHOWN).map((path) => ({ id: path, name: shownName(path) }))}
      command={removeFilesCommand(files.target, paths.slice(0, MOST_SHOWN), files.cliArgs)}
      confirmLabel="Remove"
      isDangerous
      isLoading={(!measure && !error) || hasMounts}
      onConfirm={async () => {
        const { jobId } = await client.files.remove({ source: files.source, paths: [...paths] });
        onStarted(jobId);
      }}
      onCancel={onClose}
    >
      {paths.length > MOST_SHOWN && <p>And {paths.length - MOST_SHOWN} more.</p>}
      {hasMounts && (
        <ErrorNotice
          error={{
            code: 'conflict',
            message: 'A volume or a folder of the host is mounted in there.',
            hint: 'What is mounted is never removed along with a directory: remove what is in it by itself.',
          }}
        />
      )}
      {error && <ErrorNotice error={error} />}
    </ConfirmDialog>
  );
}
