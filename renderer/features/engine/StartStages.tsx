import { IconCheck } from '@tabler/icons-react';
import { Loader } from '@mantine/core';
import type { StartStage } from '../../../contract/model/engine.ts';
import { useNow } from '../../ui/index.ts';
import styles from './OwnEngine.module.css';

/** In words; what a newer guest may say besides is shown as it is. */
const STAGES: Readonly<Record<string, string>> = {
  vm: 'VM started',
  initramfs: 'Kernel',
  root: 'Root file system',
  init: 'First program',
  modules: 'Drivers',
  network: 'Network',
  data: 'Data disk',
  ssh: 'SSH server',
  connected: 'Connected',
  folders: 'Shared folders',
  engine: 'Docker answers',
};

interface StartStagesProps {
  readonly stages: readonly StartStage[];
  /** Of a start that is under way: when it began. */
  readonly sinceAt?: number;
}

/** What a start has done, and when. */
export function StartStages({ stages, sinceAt }: StartStagesProps) {
  return (
    <ol className={styles.stages} aria-label="Stages of the start">
      {stages.map(({ name, doneMs }) => (
        <li key={name}>
          <IconCheck className={styles.met} aria-hidden="true" />
          {STAGES[name] ?? name}
          <span className={styles.time}>{seconds(doneMs)}</span>
        </li>
      ))}
      {sinceAt !== undefined && <Waiting sinceAt={sinceAt} />}
    </ol>
  );
}

function Waiting({ sinceAt }: { readonly sinceAt: number }) {
  const elapsed = useNow((now) => Math.max(0, Math.floor((now - sinceAt) / 1000)));
  return (
    <li className={styles.dim}>
      <Loader size={12} aria-hidden="true" />
      Waiting
      <span className={styles.time}>{elapsed} s</span>
    </li>
  );
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
