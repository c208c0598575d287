import type { StackPlan } from '../../../../contract/model/stackRun.ts';
import { t } from '../texts/index.ts';
import { ChangeList } from './ChangeList.tsx';
import styles from './Dialogs.module.css';
import { planLines } from './planLines.ts';

interface PlanListProps {
  readonly plan: StackPlan;
}

/** Everything of the stack, and what becomes of it. */
export function PlanList({ plan }: PlanListProps) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a long list scrolls
    <ul className={styles.plan} aria-label={t('What happens')} tabIndex={0}>
      {planLines(plan).map(({ id, what, step: [words, tone], changes, notes }) => (
        <li key={id}>
          <span className={styles.line}>
            <span className={styles.what}>{what}</span>
            <span className={styles.step} data-tone={tone}>
              {words}
            </span>
          </span>
          {notes.map((note) => (
            <p key={note} className={styles.detail}>
              {note}
            </p>
          ))}
          <ChangeList changes={changes} of={what} />
        </li>
      ))}
    </ul>
  );
}
