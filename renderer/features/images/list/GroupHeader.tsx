import { IconChevronRight, IconDots } from '@tabler/icons-react';
import { formatSize, IconButton } from '../../../ui/index.ts';
import styles from '../../../ui/list/List.module.css';
import type { RepositoryGroup } from './listItems.ts';

interface GroupHeaderProps {
  readonly group: RepositoryGroup;
  readonly onToggle: (repository: string) => void;
}

/** A repository: how many names it has here, and what its images take. */
export function GroupHeader({ group, onToggle }: GroupHeaderProps) {
  const { repository, rows, isOpen } = group;
  const name = repository === '' ? 'Without a name' : repository;
  const images = new Map(rows.map(({ image }) => [image.id, image.sizeBytes]));
  const bytes = [...images.values()].reduce((sum, size) => sum + size, 0);
  return (
    <div className={styles.group}>
      <button
        type="button"
        tabIndex={-1}
        className={styles.groupToggle}
        aria-expanded={isOpen}
        onClick={() => onToggle(repository)}
      >
        <IconChevronRight size={14} aria-hidden="true" />
        {name}
      </button>
      <span className={styles.groupCount}>
        {repository === '' ? `${rows.length} images` : `${rows.length} tags`}
        {repository !== '' &&
          images.size < rows.length &&
          `, ${images.size === 1 ? '1 image' : `${images.size} images`}`}
        {' · '}
        {formatSize(bytes)}
      </span>
      <span className={styles.groupActions}>
        <IconButton
          size="small"
          tabIndex={-1}
          data-menu=""
          label={`More actions for ${name}`}
          icon={<IconDots aria-hidden="true" />}
        />
      </span>
    </div>
  );
}
