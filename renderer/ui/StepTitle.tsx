import { useContext } from 'react';
import { DialogStep } from './dialogStep.ts';
import styles from './StepTitle.module.css';

/** The title of a dialog; where it is one question of several, which one. */
export function StepTitle({ title }: { readonly title: string }) {
  const step = useContext(DialogStep);
  if (!step) return title;
  return (
    <>
      {title} <span className={styles.step}>{step.note}</span>
    </>
  );
}
