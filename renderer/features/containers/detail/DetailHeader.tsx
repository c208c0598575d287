import {
  IconArrowsDiagonal,
  IconArrowsDiagonalMinimize2,
  IconDots,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerSkipForward,
  IconPlayerStop,
  IconRefresh,
  IconX,
} from '@tabler/icons-react';
import { useState } from 'react';
import { useDispatch, useSelector } from 'react-redux';
import type { ContainerSummary } from '../../../../contract/model/container.ts';
import { IconButton } from '../../../ui/index.ts';
import { RowMenu } from '../../../ui/list/rowMenu.ts';
import type { Point } from '../../../ui/table/Table.tsx';
import { containerCommands } from '../actions/commands.tsx';
import { isPossible } from '../actions/possible.ts';
import { RenameField } from '../actions/RenameField.tsx';
import type { ContainerActions } from '../actions/useActions.ts';
import { CONTAINER_WORDS } from '../actions/words.ts';
import { shortImage } from '../list/columns.tsx';
import { StateCell } from '../list/StateCell.tsx';
import { containersViewSlice } from '../store/viewSlice.ts';
import styles from '../../../ui/detail/Detail.module.css';
import { t } from '../texts/index.ts';

const { selectHeaderRenamingId } = containersViewSlice.selectors;
const nameOf = ({ name }: ContainerSummary) => name;
type Root = Parameters<typeof selectHeaderRenamingId>[0];

interface DetailHeaderProps {
  readonly context: string;
  readonly container: ContainerSummary;
  readonly actions: ContainerActions;
  readonly isFull: boolean;
  readonly onFull: (isFull: boolean) => void;
}

export function DetailHeader({ context, container, actions, isFull, onFull }: DetailHeaderProps) {
  const dispatch = useDispatch();
  const isRenaming = useSelector((root: Root) => selectHeaderRenamingId(root) === container.id);
  const [menuAt, setMenuAt] = useState<Point>();
  const { name, image, state } = container;
  const apply = (type: 'start' | 'stop' | 'restart' | 'pause' | 'unpause', label: string, icon: React.ReactNode) =>
    isPossible(type, state) && (
      <IconButton label={label} icon={icon} onClick={() => actions.apply([container], { type })} />
    );
  return (
    <header className={styles.header}>
      <div className={styles.heading}>
        {isRenaming ? (
          <RenameField
            context={context}
            container={container}
            onEnd={() => void dispatch(containersViewSlice.actions.renameEnded())}
          />
        ) : (
          <h2 className={styles.name} title={name}>
            {name}
          </h2>
        )}
        <div className={styles.sub}>
          <StateCell container={container} context={context} hasDot />
          <span className={styles.image} title={image}>
            {shortImage(image)}
          </span>
        </div>
      </div>
      <div className={styles.headerActions}>
        {apply('start', t('Start'), <IconPlayerPlay aria-hidden="true" />)}
        {apply('unpause', t('Unpause'), <IconPlayerSkipForward aria-hidden="true" />)}
        {apply('pause', t('Pause'), <IconPlayerPause aria-hidden="true" />)}
        {apply('stop', t('Stop'), <IconPlayerStop aria-hidden="true" />)}
        {state !== 'created' && apply('restart', t('Restart'), <IconRefresh aria-hidden="true" />)}
        <IconButton
          label={t('More actions for {{name}}', { name })}
          aria-haspopup="menu"
          icon={<IconDots aria-hidden="true" />}
          onClick={(event) => {
            const { left, bottom } = event.currentTarget.getBoundingClientRect();
            setMenuAt({ x: left, y: bottom });
          }}
        />
        <span className={styles.divider} />
        <IconButton
          label={isFull ? t('Show beside the list') : t('Use the whole window')}
          icon={isFull ? <IconArrowsDiagonalMinimize2 aria-hidden="true" /> : <IconArrowsDiagonal aria-hidden="true" />}
          onClick={() => onFull(!isFull)}
        />
        <IconButton label={t('Close')} icon={<IconX aria-hidden="true" />} onClick={actions.close} />
      </div>
      {menuAt && (
        <RowMenu
          at={menuAt}
          words={CONTAINER_WORDS}
          rows={[container]}
          commands={containerCommands(actions)}
          nameOf={nameOf}
          onClose={() => setMenuAt(undefined)}
        />
      )}
    </header>
  );
}
