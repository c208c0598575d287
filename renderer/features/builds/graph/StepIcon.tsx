import { IconBolt, IconCheck, IconCircleDashed, IconLoader2, IconMinus, IconX } from '@tabler/icons-react';
import type { StepState } from '../../../../contract/model/build.ts';
import styles from './Graph.module.css';

const ICONS = {
  waiting: IconCircleDashed,
  running: IconLoader2,
  done: IconCheck,
  cached: IconBolt,
  failed: IconX,
  cancelled: IconMinus,
} as const;

/** The word stands beside it. */
export function StepIcon({ state }: { readonly state: StepState }) {
  const Icon = ICONS[state];
  return <Icon className={styles.icon} data-state={state} aria-hidden="true" />;
}
