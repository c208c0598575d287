import { Button, Modal } from '@mantine/core';
import { useDispatch } from 'react-redux';
import { ErrorNotice } from '../../../ui/index.ts';
import type { Outcome } from './actionsSlice.ts';
import { applyAction } from './apply.ts';
import styles from './Actions.module.css';
import { ACTION_WORDS, counted, doneWord } from './words.ts';

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
      title={`${ACTION_WORDS[action.type].verb}: ${failures.length} of ${counted(results.length)} failed`}
    >
      <div className={styles.form}>
        {done > 0 && (
          <p className={styles.note}>
            {doneWord(action)} {counted(done)}.
          </p>
        )}
        <ul className={styles.failures} aria-label="Failures">
          {failures.map(({ id, name, error }) => (
            <li key={id}>
              <span className={styles.failureName}>{name}</span>
              {error && <ErrorNotice error={error} />}
            </li>
          ))}
        </ul>
        <div className={styles.buttons}>
          <Button variant="default" onClick={onClose} data-autofocus>
            Close
          </Button>
          <Button
            onClick={() => {
              onClose();
              void applyAction(dispatch, context, failures, action);
            }}
          >
            Try {failures.length === 1 ? 'it' : `these ${failures.length}`} again
          </Button>
        </div>
      </div>
    </Modal>
  );
}
