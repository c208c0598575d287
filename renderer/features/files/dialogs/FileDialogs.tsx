import { useDispatch } from 'react-redux';
import { jobsSlice } from '../../jobs/index.ts';
import type { FilesContext } from '../filesContext.ts';
import type { Dropped } from '../upload/dropped.ts';
import { CreateDialog, RenameDialog } from './NameDialogs.tsx';
import { RemoveDialog } from './RemoveDialog.tsx';
import { UploadDialog } from './UploadDialog.tsx';

export type FileDialog =
  | { readonly type: 'create'; readonly kind: 'file' | 'directory' }
  | { readonly type: 'rename'; readonly path: string }
  | { readonly type: 'remove'; readonly paths: readonly string[] }
  | { readonly type: 'upload'; readonly dropped: readonly Dropped[] };

interface FileDialogsProps {
  readonly dialog: FileDialog;
  readonly files: FilesContext;
  readonly directory: string;
  readonly onJob: (jobId: string) => void;
  /** Made or renamed: its name now. */
  readonly onNamed: (name: string) => void;
  readonly onClose: () => void;
}

export function FileDialogs({ dialog, files, directory, onJob, onNamed, onClose }: FileDialogsProps) {
  const dispatch = useDispatch();
  const done = (name: string) => {
    onClose();
    onNamed(name);
  };
  const started = (jobId: string) => {
    onClose();
    onJob(jobId);
  };
  switch (dialog.type) {
    case 'create':
      return <CreateDialog files={files} directory={directory} kind={dialog.kind} onDone={done} onClose={onClose} />;
    case 'rename':
      return <RenameDialog files={files} path={dialog.path} onDone={done} onClose={onClose} />;
    case 'remove':
      return <RemoveDialog files={files} paths={dialog.paths} onStarted={started} onClose={onClose} />;
    case 'upload':
      return (
        <UploadDialog
          files={files}
          directory={directory}
          dropped={dialog.dropped}
          onStarted={(jobId) => {
            started(jobId);
            dispatch(jobsSlice.actions.drawerOpened());
          }}
          onClose={onClose}
        />
      );
  }
}
