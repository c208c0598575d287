import { useId } from 'react';
import type { ComposePath } from '../../../../contract/compose/edit.ts';
import styles from './Form.module.css';
import { useForm } from './formContext.ts';
import { OriginNote } from './OriginNote.tsx';
import { RemoveButton } from './RemoveButton.tsx';
import type { Shape } from './shapes.ts';

interface KeyRowProps {
  readonly path: ComposePath;
  readonly shape: Shape;
}

/** A key with its field, what it is for, and where its value comes from. */
export function KeyRow({ path, shape }: KeyRowProps) {
  const { doc, Value } = useForm();
  const node = doc.nodeAt(path);
  const id = useId();
  return (
    <div className={styles.row} data-set={node !== undefined || undefined} data-key={String(path.at(-1))}>
      <span className={styles.key} data-tip={shape.description}>
        {String(path.at(-1))}
      </span>
      <div className={styles.value}>
        <Value path={path} shape={shape} describedBy={shape.description === undefined ? undefined : id} />
        {shape.description !== undefined && (
          <span id={id} className={styles.description}>
            {shape.description}
          </span>
        )}
        <OriginNote path={path} />
      </div>
      <span className={styles.end}>{node?.origin.how === 'own' && <RemoveButton path={path} />}</span>
    </div>
  );
}
