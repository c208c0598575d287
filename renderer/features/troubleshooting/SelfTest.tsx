import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { type AppError, isCancelled, toAppError } from '../../../contract/errors.ts';
import type { SelfTestStep } from '../../../contract/model/troubleshooting.ts';
import { client } from '../../rpc/index.ts';
import { CommandLine, ErrorNotice, formatElapsed, Section, StatusDot, type StatusTone } from '../../ui/index.ts';
import { useSelectedContext } from '../contexts/index.ts';
import styles from './Troubleshooting.module.css';
import { t } from './texts/index.ts';

const TONES: Record<SelfTestStep['state'], StatusTone> = {
  waiting: 'unknown',
  running: 'starting',
  done: 'running',
  failed: 'failed',
  skipped: 'exited',
};

/** From the engine’s answer to an open port, and nothing left of it. */
export function SelfTest() {
  const context = useSelectedContext()?.name;
  const [steps, setSteps] = useState<readonly SelfTestStep[]>([]);
  const [error, setError] = useState<AppError>();
  const [isRunning, setRunning] = useState(false);
  const abort = useRef<AbortController>(undefined);
  useEffect(() => () => abort.current?.abort(), []);
  const run = async () => {
    if (context === undefined) return;
    const mine = new AbortController();
    abort.current = mine;
    setRunning(true);
    setError(undefined);
    try {
      for await (const now of client.troubleshooting.selfTest({ context }, { signal: mine.signal })) setSteps(now);
    } catch (thrown) {
      if (!isCancelled(thrown)) setError(toAppError(thrown));
    } finally {
      if (!mine.signal.aborted) setRunning(false);
    }
  };
  const stop = () => {
    abort.current?.abort();
    setRunning(false);
    setSteps([]);
  };
  const isDone = !isRunning && steps.length > 0;
  const hasFailed = steps.some(({ state }) => state === 'failed');
  return (
    <Section
      title={t('Self-test')}
      description={t(
        'Makes a tiny image and a container, publishes a port, reaches it, and removes all of it again. Nothing is downloaded.',
      )}
      actions={
        isRunning ? (
          <Button variant="default" onClick={stop}>
            {t('Stop the test')}
          </Button>
        ) : (
          <Button disabled={context === undefined} onClick={() => void run()}>
            {t('Run the self-test')}
          </Button>
        )
      }
    >
      {error && <ErrorNotice error={error} />}
      <output className={styles.result}>
        {isDone && (hasFailed ? t('Something does not work: see below.') : t('Everything works.'))}
      </output>
      {steps.length > 0 && (
        <ol className={styles.steps} aria-label={t('Steps of the self-test')}>
          {steps.map((step) => (
            <Step key={step.id} step={step} />
          ))}
        </ol>
      )}
    </Section>
  );
}

function Step({ step: { id, state, durationMs, detail, command, error } }: { readonly step: SelfTestStep }) {
  return (
    <li>
      <div className={styles.step}>
        <StatusDot tone={TONES[state]} label={stateWord(state)} />
        <span className={styles.stepTitle}>{stepTitle(id)}</span>
        <span className={styles.dim}>{detail}</span>
        <span className={styles.time}>{durationMs === undefined ? '' : formatElapsed(durationMs)}</span>
      </div>
      {error && <ErrorNotice error={error} />}
      {command !== undefined && state === 'done' && (
        <CommandLine isCompact command={command} label={t('The same on the command line')} />
      )}
    </li>
  );
}

const stateWord = (state: SelfTestStep['state']): string =>
  ({
    waiting: t('waiting'),
    running: t('running'),
    done: t('done'),
    failed: t('failed'),
    skipped: t('skipped'),
  })[state];

const stepTitle = (id: SelfTestStep['id']): string =>
  ({
    engine: t('The engine answers'),
    image: t('An image is made'),
    run: t('A container runs'),
    publish: t('A port is published'),
    reach: t('The port is reached'),
    remove: t('All of it is removed'),
  })[id];
