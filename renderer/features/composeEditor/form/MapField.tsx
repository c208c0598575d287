import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import type { ComposePath } from '../../../../contract/compose/edit.ts';
import { readRows } from '../../../../contract/compose/form/rows.ts';
import styles from './Form.module.css';
import { useForm } from './formContext.ts';
import { FreeMapRows } from './FreeMapRows.tsx';
import { KeyRow } from './KeyRow.tsx';
import { shownKeys } from './mapKeys.ts';
import { ANYTHING, type MapShape } from './shapes.ts';
import { labelOf } from './words.ts';
import { t } from '../texts/index.ts';

interface MapFieldProps {
  readonly path: ComposePath;
  readonly shape: MapShape;
}

/** The keys of a map: those of the specification, or names of one's own. */
export function MapField({ path, shape }: MapFieldProps) {
  const { doc } = useForm();
  const [opened, setOpened] = useState<readonly string[]>([]);
  if (shape.others) return <FreeMapRows path={path} rows={readRows(doc, path, undefined)} value={shape.others()} />;

  const present = doc.keysAt(path).map(String);
  const shown = [...new Set([...shownKeys(path, shape, present), ...opened])];
  const more = [...shape.keys.keys()].filter((key) => !shown.includes(key));
  return (
    <div className={styles.map}>
      {shown.map((key) => (
        <KeyRow key={key} path={[...path, key]} shape={shape.keys.get(key)?.() ?? ANYTHING} />
      ))}
      {more.length > 0 && (
        <NativeSelect
          className={styles.more}
          aria-label={t('Another key of {{name}}', { name: labelOf(path) })}
          value=""
          data={[{ value: '', label: t('Another key…') }, ...more.map((value) => ({ value, label: value }))]}
          onChange={(event) => setOpened([...opened, event.currentTarget.value])}
        />
      )}
    </div>
  );
}
