import { IconArchive, IconDots, IconX } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import shared from '../../../ui/detail/Detail.module.css';
import { formatSize, IconButton, RelativeTime } from '../../../ui/index.ts';
import { RowMenu } from '../../../ui/list/rowMenu.ts';
import type { Point } from '../../../ui/table/Table.tsx';
import { volumeCommands } from '../actions/commands.tsx';
import type { VolumeActions } from '../actions/useVolumeActions.ts';
import { VOLUME_WORDS } from '../actions/words.ts';
import { labelOf, type VolumeRow } from '../list/volumeRows.ts';
import { t } from '../texts/index.ts';

interface DetailHeaderProps {
  readonly row: VolumeRow;
  readonly sizeBytes: number | undefined;
  readonly actions: VolumeActions;
}

export function DetailHeader({ row, sizeBytes, actions }: DetailHeaderProps) {
  const [menuAt, setMenuAt] = useState<Point>();
  const commands = useMemo(() => volumeCommands(actions), [actions]);
  const { label, volume, users, origin } = row;
  return (
    <header className={shared.header}>
      <div className={shared.heading}>
        <h2 className={shared.name} title={volume.name}>
          {label}
        </h2>
        <div className={shared.sub}>
          {sizeBytes !== undefined && <span>{formatSize(sizeBytes)}</span>}
          {volume.createdAt > 0 && <RelativeTime at={volume.createdAt} />}
          <span className={shared.image}>
            {users.length > 0
              ? t('used by {{users}}', { users: users.length })
              : origin
                ? t('was {{container}}’s', { container: origin.container })
                : t('unused')}
          </span>
        </div>
      </div>
      <div className={shared.headerActions}>
        <IconButton
          label={t('Back up {{label}}', { label })}
          icon={<IconArchive aria-hidden="true" />}
          onClick={() => actions.ask({ type: 'backup', name: volume.name })}
        />
        <IconButton
          label={t('More actions for {{label}}', { label })}
          aria-haspopup="menu"
          icon={<IconDots aria-hidden="true" />}
          onClick={(event) => {
            const { left, bottom } = event.currentTarget.getBoundingClientRect();
            setMenuAt({ x: left, y: bottom });
          }}
        />
        <span className={shared.divider} />
        <IconButton label={t('Close')} icon={<IconX aria-hidden="true" />} onClick={actions.close} />
      </div>
      {menuAt && (
        <RowMenu
          at={menuAt}
          words={VOLUME_WORDS}
          rows={[row]}
          commands={commands}
          nameOf={labelOf}
          onClose={() => setMenuAt(undefined)}
        />
      )}
    </header>
  );
}
