import { useState } from 'react';
import type { ComposePath } from '../../../../contract/compose/edit.ts';
import styles from './Form.module.css';
import { useForm } from './formContext.ts';
import { KeyRow } from './KeyRow.tsx';
import { ANYTHING, type Shape } from './shapes.ts';
import { t } from '../texts/index.ts';

interface KeyGroupProps {
  readonly title: string;
  readonly path: ComposePath;
  readonly keys: ReadonlyMap<string, () => Shape>;
  readonly shown: readonly string[];
  /** What was searched for is shown whether the group is open or not. */
  readonly isSearch: boolean;
  /** Always open. */
  readonly isFirst?: boolean;
}

/** Keys that belong together; those without a value are there when one opens the group. */
export function KeyGroup({ title, path, keys, shown, isSearch, isFirst = false }: KeyGroupProps) {
  const { doc } = useForm();
  const [isOpen, setOpen] = useState(false);
  if (shown.length === 0) return null;
  const set = shown.filter((key) => doc.nodeAt([...path, key]) !== undefined);
  const rows = isFirst || isSearch || isOpen ? shown : set;
  const hidden = shown.length - set.length;
  return (
    <section className={styles.group} aria-label={title}>
      <div className={styles.groupHead}>
        <h3 className={styles.groupTitle}>{title}</h3>
        {!isFirst && !isSearch && hidden > 0 && (
          <button type="button" className={styles.link} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {isOpen
              ? t('Hide what is not set in {{title}}', { title })
              : `${hidden} more: ${shown
                  .filter((key) => !set.includes(key))
                  .slice(0, 4)
                  .join(', ')}${hidden > 4 ? '…' : ''}`}
          </button>
        )}
      </div>
      {rows.map((key) => (
        <KeyRow key={key} path={[...path, key]} shape={keys.get(key)?.() ?? ANYTHING} />
      ))}
    </section>
  );
}
