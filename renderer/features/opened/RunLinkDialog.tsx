import { useDispatch } from 'react-redux';
import { runCommand } from '../../../contract/commands/runCommand.ts';
import { RunSettings } from '../../../contract/model/run.ts';
import type { RunLink } from '../../../contract/model/shell.ts';
import { ConfirmDialog } from '../../ui/index.ts';
import { containersViewSlice } from '../containers/index.ts';
import { useSelectedContext } from '../contexts/index.ts';
import { t } from './texts/index.ts';

interface RunLinkDialogProps {
  readonly run: RunLink;
  readonly onClose: () => void;
}

/** Says what a link wants to be run, and leads to the form; only that runs it. */
export function RunLinkDialog({ run, onClose }: RunLinkDialogProps) {
  const dispatch = useDispatch();
  const context = useSelectedContext();
  const settings = settingsOf(run);
  return (
    <ConfirmDialog
      title={t('Run {{image}}, as a link asks?', { image: run.image })}
      message={t(
        'A page or a program has opened this link. Images run programs of whoever made them: go on only if you know where the link is from. You see all settings before anything runs.',
      )}
      command={runCommand(settings, context?.cliArgs)}
      confirmLabel={t('Look at the settings')}
      onCancel={onClose}
      onConfirm={() => {
        onClose();
        dispatch(
          containersViewSlice.actions.dialogOpened({
            type: 'run',
            settings,
            origin: { text: t('From a link. Nothing of it has been run.') },
          }),
        );
      }}
    />
  );
}

export const settingsOf = ({ image, name, ports, env }: RunLink): RunSettings =>
  RunSettings.parse({
    image,
    ...(name !== undefined && { name }),
    // For this computer alone: who else may reach it is for the person to say, not for a link.
    ports: ports.map((port) => ({ ...port, hostIp: '127.0.0.1' })),
    env,
  });
