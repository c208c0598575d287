import type { FirstRunStep } from '../../../contract/model/firstRun.ts';
import styles from './FirstRun.module.css';
import { t } from './texts/index.ts';
import { STEPS } from './useFirstRun.ts';
import { stepTitle } from './words.ts';

interface StepListProps {
  readonly current: FirstRunStep;
  readonly onChoose: (step: FirstRunStep) => void;
}

/** Where one is; any step can be gone to. */
export function StepList({ current, onChoose }: StepListProps) {
  return (
    <nav aria-label={t('First steps')} className={styles.steps}>
      <ol>
        {STEPS.map((step, index) => (
          <li key={step}>
            <button
              type="button"
              className={styles.stepButton}
              aria-current={step === current ? 'step' : undefined}
              onClick={() => onChoose(step)}
            >
              <span className={styles.number} aria-hidden="true">
                {index + 1}
              </span>
              {stepTitle(step)}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}
