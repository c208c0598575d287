import { Checkbox, Radio } from '@mantine/core';
import { useState } from 'react';
import { useDispatch } from 'react-redux';
import { containerActionCommand } from '../../../../contract/commands/containerCommands.ts';
import type { RemovePreview } from '../../../../contract/model/container.ts';
import { filesImageTag } from '../../../../contract/model/filesImage.ts';
import { client } from '../../../rpc/index.ts';
import { ConfirmDialog, ErrorNotice, formatSize } from '../../../ui/index.ts';
import { offerUndo } from '../../containerChange/index.ts';
import { isUp } from '../text/state.ts';
import { useLoad } from '../../../ui/useLoad.ts';
import { applyAction } from './apply.ts';
import styles from './Actions.module.css';
import type { DialogProps } from './Dialogs.tsx';
import { freedText, lostBytes, lostText } from './lost.ts';
import { removals } from './removals.ts';
import { useCliArgs } from './useCliArgs.ts';
import { counted } from './words.ts';
import { plural, t } from '../texts/index.ts';

/** What becomes of those that run: they are left alone, stopped first, or killed. */
type Running = 'leave' | 'stop' | 'force';

/** Says exactly what goes, then removes exactly that. */
export function RemoveDialog({ context, containers, onClose }: DialogProps) {
  const dispatch = useDispatch();
  const cliArgs = useCliArgs(context);
  // Decided when it was opened: what starts or stops meanwhile does not change what was asked.
  const [targets] = useState(containers);
  const running = targets.filter(({ state }) => isUp(state));
  const [choice, setChoice] = useState<Running>(running.length === targets.length ? 'stop' : 'leave');
  const [volumes, setVolumes] = useState(false);
  const [keepsFiles, setKeepsFiles] = useState(false);
  const [tag] = useState(() => filesImageTag(Date.now()));
  const ids = targets.map(({ id }) => id);
  const {
    value: previews = [],
    error,
    isLoading,
  } = useLoad(ids.join(' '), (signal) => client.containers.previewRemove({ context, ids }, { signal }));

  const isLeft = ({ state }: Pick<RemovePreview, 'state'>) => choice === 'leave' && isUp(state);
  const going = targets.filter((container) => !isLeft(container));
  const goingPreviews = previews.filter(({ id }) => going.some((container) => container.id === id));
  const hasVolumes = previews.some(({ anonymousVolumes }) => anonymousVolumes.length > 0);
  const isForced = choice === 'force' && running.length > 0;
  const remove = {
    ...{ type: 'remove' as const, force: isForced, volumes },
    ...(keepsFiles && { filesImageTag: tag }),
  };
  const names = (list: readonly { name: string }[]) => list.map(({ name }) => name);
  const stopFirst = choice === 'stop' && running.length > 0;
  const command = [
    ...(stopFirst ? [containerActionCommand({ type: 'stop' }, names(running), cliArgs)] : []),
    ...removals(going, remove).map((part) => containerActionCommand(part.action, names(part.containers), cliArgs)),
  ].join('\n');

  function run() {
    onClose();
    for (const part of removals(going, remove)) {
      const isStopped = stopFirst && !part.action.force;
      const action = isStopped ? { ...part.action, stopFirst } : part.action;
      void applyAction(dispatch, context, part.containers, action, {
        // Of one the row that goes says enough.
        doneMessage: (done) => (done.length > 1 ? freedText(goingPreviews, done, volumes, isStopped) : undefined),
        // Of one the row that goes says that it is gone; the way back is to be told.
        ...(targets.length === 1 && {
          onDone: ([done]) => void (done && offerUndo(context, done.name)),
        }),
      });
    }
  }

  return (
    <ConfirmDialog
      title={plural(targets.length, 'Remove {{name}}?', 'Remove {{counted}}?', {
        counted: counted(going.length),
        name: targets[0]?.name ?? '',
      })}
      message={
        error ? (
          <ErrorNotice error={error} />
        ) : goingPreviews.length > 1 ? (
          <span className={styles.note}>
            {t('{{goingPreviews}} are freed. Their settings are kept under Undo; what is in them is not.', {
              goingPreviews: formatSize(lostBytes(goingPreviews, volumes, stopFirst)),
            })}
          </span>
        ) : undefined
      }
      items={targets.map((container) => {
        const preview = previews.find(({ id }) => id === container.id);
        return {
          id: container.id,
          name: container.name,
          warning: isUp(container.state)
            ? isLeft(container)
              ? t('{{state}}: is left alone', { state: container.state })
              : t('is {{state}}', { state: container.state })
            : container.state === 'dead'
              ? t('is dead: removed by force')
              : undefined,
          detail: isLeft(container)
            ? undefined
            : preview
              ? lostText(preview, volumes, stopFirst)
              : isLoading
                ? t('Looking what it holds…')
                : undefined,
        };
      })}
      command={command === '' ? undefined : command}
      confirmLabel={
        stopFirst ? t('Stop and remove') : choice === 'force' && running.length > 0 ? t('Kill and remove') : t('Remove')
      }
      isDangerous
      isLoading={(isLoading && previews.length === 0 && !error) || going.length === 0}
      onConfirm={run}
      onCancel={onClose}
    >
      {running.length > 0 && (
        <Radio.Group
          label={plural(running.length, '{{name}} is still {{state}}', '{{count}} of them still run', {
            name: running[0]?.name ?? '',
            state: running[0]?.state ?? '',
          })}
          value={choice}
          onChange={(value) => setChoice(value as Running)}
        >
          <div className={styles.choices}>
            {targets.length > 1 && <Radio value="leave" label={t('Leave alone what runs')} />}
            <Radio value="stop" label={t('Stop first, then remove')} />
            <Radio value="force" label={t('Kill at once and remove: the program cannot tidy up')} />
          </div>
        </Radio.Group>
      )}
      {going.length > 0 && (
        <Checkbox
          label={plural(going.length, 'Keep its files as an image', 'Keep their files as images')}
          description={t(
            'Without the volumes. Then undoing gives the files back too; the image stays until you remove it.',
          )}
          checked={keepsFiles}
          onChange={(event) => setKeepsFiles(event.currentTarget.checked)}
        />
      )}
      {hasVolumes && (
        <Checkbox
          label={t('Remove their anonymous volumes too')}
          checked={volumes}
          onChange={(event) => setVolumes(event.currentTarget.checked)}
        />
      )}
    </ConfirmDialog>
  );
}
