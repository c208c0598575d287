import { Checkbox } from '@mantine/core';
import type { ReactNode } from 'react';
import type { FieldId } from '../fields/fields.ts';
import { textIn, withText } from '../draft/draft.ts';
import { Field } from './Field.tsx';
import { useForm } from './formContext.ts';
import look from '../../../../ui/form/Form.module.css';
import styles from '../Run.module.css';
import { t } from '../../texts/index.ts';

interface FirstFieldsProps {
  readonly hiddenIds: readonly FieldId[];
  readonly underImage?: ReactNode;
}

/** What nearly everybody needs. */
export function FirstFields({ hiddenIds, underImage }: FirstFieldsProps) {
  const { draft, change } = useForm();
  const field = (id: FieldId, isWide = false) => !hiddenIds.includes(id) && <Field id={id} isWide={isWide} />;
  const [hasTty, hasInput] = [textIn(draft, 'tty') !== '', textIn(draft, 'openStdin') !== ''];
  return (
    <>
      <div className={look.grid}>
        {field('image')}
        {underImage !== undefined && <div className={look.wholeRow}>{underImage}</div>}
        {field('command', true)}
        {field('name')}
        {field('restartPolicy')}
      </div>
      <div className={styles.boxes}>
        <Checkbox
          label={t('Interactive terminal')}
          checked={hasTty && hasInput}
          indeterminate={hasTty !== hasInput}
          onChange={(event) => {
            const text = event.currentTarget.checked ? 'yes' : '';
            change((before) => withText(withText(before, 'tty', text), 'openStdin', text));
          }}
        />
        {field('autoRemove')}
        {field('start')}
      </div>
      {field('ports')}
      {field('env')}
      {field('mounts')}
    </>
  );
}
