import type { CliArgs } from '../../../../contract/commands/docker.ts';
import { useReturnFocus } from '../../../ui/index.ts';
import type { StackRunOpening } from '../opening.ts';
import { CopyDialog } from './CopyDialog.tsx';
import { DownDialog } from './DownDialog.tsx';
import { ExecDialog } from './ExecDialog.tsx';
import { OneOffDialog } from './OneOffDialog.tsx';
import { ReportDialog } from './ReportDialog.tsx';
import { ScaleDialog } from './ScaleDialog.tsx';
import { SimpleDialog } from './SimpleDialog.tsx';
import { UpDialog } from './UpDialog.tsx';

export interface StackDialogProps extends StackRunOpening {
  readonly cliArgs: CliArgs;
  readonly onClose: () => void;
}

/** The one dialog that is open. */
export function Dialogs(props: StackDialogProps) {
  useReturnFocus();
  switch (props.kind) {
    case 'up':
    case 'create':
      return <UpDialog {...props} />;
    case 'down':
      return <DownDialog {...props} />;
    case 'scale':
      return <ScaleDialog {...props} />;
    case 'cp':
      return <CopyDialog {...props} />;
    case 'run':
      return <OneOffDialog {...props} />;
    case 'exec':
      return <ExecDialog {...props} />;
    case 'report':
      return <ReportDialog {...props} />;
    default:
      return <SimpleDialog {...props} />;
  }
}
