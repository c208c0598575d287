import { IconArrowUp, IconPencil } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { fromPercentName, percentName, shownName } from '../../../contract/model/fileName.ts';
import { IconButton } from '../../ui/index.ts';
import styles from './Files.module.css';
import { parentOf, typedPath } from './text/words.ts';
import { t } from './texts/index.ts';

interface PathBarProps {
  readonly path: string;
  /** What the root is called. */
  readonly rootName: string;
  readonly onOpen: (path: string) => void;
}

/** Where one is: each directory on the way leads there; or type where to go. */
export function PathBar({ path, rootName, onOpen }: PathBarProps) {
  const [isTyping, setTyping] = useState(false);
  const end = useRef<HTMLLIElement>(null);
  useEffect(() => {
    end.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [path]);
  const parts = path.split('/').filter(Boolean);
  return (
    <nav className={styles.pathBar} aria-label={t('Where these files are')}>
      <IconButton
        label={t('Up to the directory above')}
        shortcut="Backspace"
        icon={<IconArrowUp aria-hidden="true" />}
        disabled={path === '/'}
        onClick={() => onOpen(parentOf(path))}
      />
      {isTyping ? (
        <PathField
          path={path}
          onOpen={(next) => {
            setTyping(false);
            onOpen(next);
          }}
          onClose={() => setTyping(false)}
        />
      ) : (
        <>
          <ol className={styles.crumbs}>
            {['', ...parts].map((part, index) => {
              const to = `/${parts.slice(0, index).join('/')}`;
              const isLast = index === parts.length;
              return (
                <li key={to} ref={isLast ? end : undefined}>
                  <button type="button" aria-current={isLast ? 'location' : undefined} onClick={() => onOpen(to)}>
                    {index === 0 ? rootName : shownName(part)}
                  </button>
                </li>
              );
            })}
          </ol>
          <IconButton
            label={t('Type a path')}
            icon={<IconPencil aria-hidden="true" />}
            onClick={() => setTyping(true)}
          />
        </>
      )}
    </nav>
  );
}

interface PathFieldProps {
  readonly path: string;
  readonly onOpen: (path: string) => void;
  readonly onClose: () => void;
}

function PathField({ path, onOpen, onClose }: PathFieldProps) {
  // Bytes that cannot be typed are shown, and taken, as %FF.
  const isPlain = shownName(path) === path;
  const [typed, setTyped] = useState(isPlain ? path : percentName(path));
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.select(), []);
  return (
    <form
      className={styles.pathForm}
      onSubmit={(event) => {
        event.preventDefault();
        const wanted = isPlain ? typed : fromPercentName(typed);
        onOpen(typedPath(wanted, path));
      }}
    >
      <input
        ref={field}
        className={styles.pathField}
        aria-label={t('Path')}
        value={typed}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={onClose}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          onClose();
        }}
      />
    </form>
  );
}
