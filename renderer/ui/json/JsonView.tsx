import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { CommandLine, CopyButton, copyText, EmptyState, IconButton, SearchBox, Toolbar } from '../index.ts';
import { useSettled } from '../useSettled.ts';
import shared from '../detail/Detail.module.css';
import styles from './Json.module.css';
import {
  copiedValue,
  type JsonLine,
  jsonLines,
  parentsOf,
  pathId,
  pathText,
  previewOf,
  searchJson,
} from './jsonLines.ts';
import { LazyTree } from './LazyTree.tsx';
import { t } from '../texts/index.ts';

interface JsonViewProps {
  /** The engine's own answer. */
  readonly value: unknown;
  /** The docker command that prints the same. */
  readonly command: string;
}

/** Everything the engine says, as a tree that can be searched; each line gives its value and its path. */
export function JsonView({ value, command }: JsonViewProps) {
  const [search, setSearch] = useState('');
  const [position, setPosition] = useState(0);
  const [toggled, setToggled] = useState<ReadonlyMap<string, boolean>>(new Map());
  const text = useSettled(search.trim(), 120);
  const found = useMemo(() => searchJson(value, text), [value, text]);
  const current = found[Math.min(position, found.length - 1)];
  const lines = useMemo(() => {
    if (!current) return jsonLines(value, toggled);
    return jsonLines(value, new Map([...toggled, ...parentsOf(current).map((id) => [id, true] as const)]));
  }, [value, toggled, current]);
  const currentId = current && pathId(current);
  const step = (by: 1 | -1) => setPosition((position + by + found.length) % Math.max(1, found.length));

  return (
    <>
      <Toolbar label={t('Inspect')}>
        <SearchBox
          label={t('Search keys and values')}
          value={search}
          onChange={(next) => {
            setSearch(next);
            setPosition(0);
          }}
          isInvalid={text !== '' && found.length === 0}
          note={
            text === ''
              ? undefined
              : found.length === 0
                ? t('nothing')
                : t('{{position}} of {{found}}', {
                    position: Math.min(position, found.length - 1) + 1,
                    found: found.length,
                  })
          }
          onLeave={() => step(1)}
        />
        <IconButton
          label={t('Previous match')}
          disabled={found.length === 0}
          icon={<IconChevronUp aria-hidden="true" />}
          onClick={() => step(-1)}
        />
        <IconButton
          label={t('Next match')}
          disabled={found.length === 0}
          icon={<IconChevronDown aria-hidden="true" />}
          onClick={() => step(1)}
        />
        <span className={shared.space} />
        <CopyButton text={() => copiedValue(value)} label={t('Copy everything as JSON')} />
      </Toolbar>
      {lines.length === 0 ? (
        <EmptyState title={t('The engine said nothing')} />
      ) : (
        <LazyTree
          label={t('What the engine says')}
          lines={lines}
          revealId={currentId}
          onToggle={(line, isOpen) => setToggled(new Map(toggled).set(line.id, isOpen))}
          render={(line) => <JsonContent line={line} />}
        />
      )}
      <div className={shared.footer}>
        <CommandLine command={command} />
      </div>
    </>
  );
}

const kindOf = (value: unknown): string => (value === null ? 'null' : Array.isArray(value) ? 'object' : typeof value);

function JsonContent({ line: { path, value, isOpen } }: { readonly line: JsonLine }) {
  const key = path.at(-1);
  return (
    <>
      <span className={styles.jsonKey}>{key}</span>
      <span className={styles.jsonValue} data-kind={isOpen === undefined ? kindOf(value) : 'object'}>
        {isOpen ? '' : previewOf(value)}
      </span>
      <span className={styles.jsonButtons}>
        <CopyButton text={() => copiedValue(value)} label={t('Copy the value of {{path}}', { path: pathText(path) })} />
        <button
          type="button"
          tabIndex={-1}
          className={styles.pathButton}
          data-tip={pathText(path)}
          onClick={() => void copyText(pathText(path))}
        >
          {t('path')}
        </button>
      </span>
    </>
  );
}
