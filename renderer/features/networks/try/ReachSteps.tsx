import { IconCheck, IconCircleDotted, IconHelp, IconLoader2, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { ReachStep, ReachStepId } from '../../../../contract/model/reach.ts';
import styles from './Try.module.css';
import { t } from '../texts/index.ts';

const LABELS: Record<ReachStepId, string> = {
  get runs() {
    return t('Runs');
  },
  get means() {
    return t('Who is it');
  },
  get network() {
    return t('Network');
  },
  get listens() {
    return t('Listens');
  },
  get resolves() {
    return t('Resolves');
  },
  get connects() {
    return t('Connects');
  },
  get answers() {
    return t('Answers');
  },
};
const ICONS: Record<ReachStep['outcome'], readonly [icon: ReactNode, word: () => string]> = {
  yes: [<IconCheck key="yes" size={16} aria-hidden="true" />, () => t('yes')],
  no: [<IconX key="no" size={16} aria-hidden="true" />, () => t('no')],
  unknown: [<IconHelp key="unknown" size={16} aria-hidden="true" />, () => t('not known')],
  skipped: [<IconCircleDotted key="skipped" size={16} aria-hidden="true" />, () => t('skipped')],
  running: [<IconLoader2 key="running" size={16} aria-hidden="true" />, () => t('under way')],
};

/** One after another what must be so, and how it is known. */
export function ReachSteps({ steps }: { readonly steps: readonly ReachStep[] }) {
  return (
    <ol className={styles.steps} aria-label={t('Steps')}>
      {steps.map(({ id, outcome, text, source }) => {
        const [icon, word] = ICONS[outcome];
        return (
          <li key={id} className={styles.step} data-outcome={outcome}>
            {icon}
            <span className={styles.label}>
              {LABELS[id]}
              <span className="g-visually-hidden">: {word()}</span>
            </span>
            <span>
              {text} {source !== undefined && <span className={styles.source}>({source})</span>}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
