import { useSelector } from 'react-redux';
import type { StackSummary } from '../../../../contract/model/stack.ts';
import { client } from '../../../rpc/index.ts';
import { ConfirmDialog } from '../../../ui/index.ts';
import { stacksSlice } from '../store/stacksSlice.ts';
import type { DialogProps } from './Dialogs.tsx';
import { plural, t } from '../texts/index.ts';

interface ForgetDialogProps extends DialogProps {
  readonly projects: readonly string[];
}

/** Nothing of the engine and no file goes; what Gantry remembers does. */
export function ForgetDialog({ context, projects, onClose }: ForgetDialogProps) {
  const stacks = useSelector(stacksSlice.selectors.selectEntities);
  const [only] = projects;
  return (
    <ConfirmDialog
      title={
        only !== undefined && projects.length === 1
          ? t('Forget {{only}}?', { only })
          : plural(projects.length, 'Forget 1 stack?', 'Forget {{count}} stacks?')
      }
      message={plural(
        projects.length,
        'Which files it has is forgotten. No file, container, network or volume is removed.',
        'Which files they have is forgotten. No file, container, network or volume is removed.',
      )}
      items={projects.map((project) => ({ id: project, name: project, detail: whatStays(stacks[project]) }))}
      confirmLabel={t('Forget')}
      onConfirm={async () => {
        for (const project of projects) await client.stacks.forget({ context, project });
        onClose();
      }}
      onCancel={onClose}
    />
  );
}

function whatStays(stack: StackSummary | undefined): string {
  if (!stack) return '';
  if (stack.containerCount + stack.oneOffCount > 0)
    return t('stays in the list: its containers say which files they are from');
  if (stack.origin.isInEngine) return t('stays in the list for its networks and volumes, without files');
  if (stack.origin.isInFolder) return t('stays in the list: it is in a folder that is looked through');
  return t('leaves the list');
}
