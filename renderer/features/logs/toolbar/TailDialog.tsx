import { Button, Modal, NumberInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import styles from '../logs.module.css';
import { t } from '../texts/index.ts';

interface TailDialogProps {
  readonly mostLines: number;
  readonly onTail: (lines: number) => void;
  readonly onClose: () => void;
}

/** “Last … lines”: as few as one, as with `docker logs --tail`. */
export function TailDialog({ mostLines, onTail, onClose }: TailDialogProps) {
  const [lines, setLines] = useState<number | string>(100);
  const isValid = typeof lines === 'number' && Number.isInteger(lines) && lines >= 1 && lines <= mostLines;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isValid) return;
    onClose();
    onTail(lines);
  };
  return (
    <Modal opened onClose={onClose} title={t('Read the last lines')} size="xs">
      <form className={styles.tailForm} onSubmit={submit}>
        <NumberInput
          label={t('Lines')}
          description={t('Of each container. What is printed from now on comes after them.')}
          value={lines}
          onChange={setLines}
          min={1}
          max={mostLines}
          allowDecimal={false}
          data-autofocus
        />
        <Button type="submit" disabled={!isValid}>
          {t('Read')}
        </Button>
      </form>
    </Modal>
  );
}
