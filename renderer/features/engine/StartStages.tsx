import { IconCheck } from '@tabler/icons-react';
import { Loader } from '@mantine/core';
import type { StartStage } from '../../../contract/model/engine.ts';
import { useNow } from '../../ui/index.ts';
import styles from './OwnEngine.module.css';
import { t } from './texts/index.ts';

/** In words; what a newer guest may say besides is shown as it is. */
const stageWords = (): Readonly<Record<string, string>> => ({
  vm: t('VM started'),
  initramfs: t('Kernel'),
  root: t('Root file system'),
  init: t('First program'),
  modules: t('Drivers'),
  network: t('Network'),
  data: t('Data disk'),
  ssh: t('SSH server'),
  connected: t('Connected'),
  folders: t('Shared folders'),
  names: t('Names'),
  emulation: t('Other architectures'),
  engine: t('Docker answers'),
});

interface StartStagesProps {
  readonly stages: readonly StartStage[];
  /** Of a start that is under way: when it began. */
  readonly sinceAt?: number;
}

/** What a start has done, and when. */
export function StartStages({ stages, sinceAt }: StartStagesProps) {
  const words = stageWords();
  return (
    <ol className={styles.stages} aria-label={t('Stages of the start')}>
      {stages.map(({ name, doneMs }) => (
        <li key={name}>
          <IconCheck className={styles.met} aria-hidden="true" />
          {words[name] ?? name}
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
      {t('Waiting')}
      <span className={styles.time}>{elapsed} s</span>
    </li>
  );
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
