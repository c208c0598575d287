import { useMemo } from 'react';
import { formatMemory } from '../../ui/index.ts';
import { formatCpu, NONE } from './format.ts';
import { Sparkline } from './Sparkline.tsx';
import styles from './stats.module.css';
import { useStats } from './useStats.ts';

interface StatsCellProps {
  readonly context: string;
  readonly id: string;
  /** One that does not run is not followed. */
  readonly isRunning: boolean;
}

const none = <span className={styles.none}>{NONE}</span>;

/** CPU of one row, live. */
export const CpuCell = ({ isRunning, ...ref }: StatsCellProps) => (isRunning ? <LiveCpu {...ref} /> : none);

/** Memory of one row, live. */
export const MemoryCell = ({ isRunning, ...ref }: StatsCellProps) => (isRunning ? <LiveMemory {...ref} /> : none);

function LiveCpu({ context, id }: Omit<StatsCellProps, 'isRunning'>) {
  const { sample, recent } = useStats(context, id);
  const points = useMemo(() => recent.map(({ at, cpuPercent }) => ({ at, value: cpuPercent })), [recent]);
  if (!sample) return none;
  // A quiet container stays flat at the bottom: noise below a tenth of a CPU is not made to look like work.
  const max = points.reduce((highest, { value }) => Math.max(highest, value), 10);
  return (
    <span className={styles.cell}>
      <Sparkline points={points} max={max} />
      <span className={styles.value}>{formatCpu(sample.cpuPercent)}</span>
    </span>
  );
}

function LiveMemory({ context, id }: Omit<StatsCellProps, 'isRunning'>) {
  const { sample, recent } = useStats(context, id);
  const points = useMemo(() => recent.map(({ at, memoryBytes }) => ({ at, value: memoryBytes })), [recent]);
  if (!sample) return none;
  const highest = points.reduce((most, { value }) => Math.max(most, value), 0);
  return (
    <span
      className={styles.cell}
      data-tip={`${formatMemory(sample.memoryBytes)} of ${formatMemory(sample.memoryLimitBytes)}`}
    >
      <Sparkline points={points} max={highest * 1.25} />
      <span className={styles.value}>{formatMemory(sample.memoryBytes)}</span>
    </span>
  );
}
