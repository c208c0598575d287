import { Button, Modal } from '@mantine/core';
import { useDispatch } from 'react-redux';
import { ErrorNotice } from '../../../ui/index.ts';
import type { Outcome } from './actionsSlice.ts';
import { applyAction } from './apply.ts';
import styles from './Actions.module.css';
import { ACTION_WORDS, counted, doneWord } from './words.ts';
import { plural, t } from '../texts/index.ts';

interface OutcomeDialogProps {
  readonly outcome: Outcome;
  readonly onClose: () => void;
}

/** Which of many failed, each with its reason; the rest went well. */
export function OutcomeDialog({ outcome: { context, action, results }, onClose }: OutcomeDialogProps) {
  const dispatch = useDispatch();
  const failures = results.filter(({ error }) => error);
  const done = results.length - failures.length;
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('{{verb}}: {{failures}} of {{counted}} failed', {
        verb: ACTION_WORDS[action.type].verb,
        failures: failures.length,
        counted: counted(results.length),
      })}
    >
      <div className={styles.form}>
        {done > 0 && (
          <p className={styles.note}>
            {doneWord(action)} {counted(done)}.
          </p>
        )}
        <ul className={styles.failures} aria-label={t('Failures')}>
          {failures.map(({ id, name, error }) => (
            <li key={id}>
              <span className={styles.failureName}>{name}</span>
              {error && <ErrorNotice error={error} />}
            </li>
          ))}
        </ul>
        <div className={styles.buttons}>
          <Button variant="default" onClick={onClose} data-autofocus>
            {t('Close')}
          </Button>
          <Button
            onClick={() => {
              onClose();
              void applyAction(dispatch, context, failures, action);
            }}
          >
            {plural(failures.length, 'Try it again', 'Try these {{count}} again')}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
