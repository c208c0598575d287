import { IconDots, IconPlayerPlay, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import shared from '../../../ui/detail/Detail.module.css';
import { formatSize, IconButton, RelativeTime } from '../../../ui/index.ts';
import { RowMenu } from '../../../ui/list/rowMenu.ts';
import type { Point } from '../../../ui/table/Table.tsx';
import { imageCommands } from '../actions/commands.tsx';
import type { ImageActions } from '../actions/useImageActions.ts';
import { IMAGE_WORDS } from '../actions/words.ts';
import { type ImageRow, labelOf } from '../list/imageRows.ts';
import { t } from '../texts/index.ts';

interface DetailHeaderProps {
  readonly row: ImageRow;
  readonly actions: ImageActions;
}

export function DetailHeader({ row, actions }: DetailHeaderProps) {
  const [menuAt, setMenuAt] = useState<Point>();
  const { label, image, users } = row;
  return (
    <header className={shared.header}>
      <div className={shared.heading}>
        <h2 className={shared.name} title={label}>
          {label}
        </h2>
        <div className={shared.sub}>
          <span>{formatSize(image.sizeBytes)}</span>
          {image.createdAt > 0 && <RelativeTime at={image.createdAt} />}
          <span className={shared.image}>
            {users.length === 0 ? t('unused') : t('used by {{users}}', { users: users.length })}
          </span>
        </div>
      </div>
      <div className={shared.headerActions}>
        <IconButton
          label={t('Run {{label}}', { label })}
          icon={<IconPlayerPlay aria-hidden="true" />}
          onClick={() => actions.run(row)}
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
          words={IMAGE_WORDS}
          rows={[row]}
          commands={imageCommands(actions)}
          nameOf={labelOf}
          onClose={() => setMenuAt(undefined)}
        />
      )}
    </header>
  );
}
