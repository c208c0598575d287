import { useState } from 'react';
import type { BuildDetail, BuildStep } from '../../../../contract/model/build.ts';
import { client } from '../../../rpc/index.ts';
import { LineLog } from '../../logs/index.ts';
import { StepGraph } from '../graph/StepGraph.tsx';
import { oneLine, STEP_WORDS } from '../text/words.ts';
import styles from './Detail.module.css';
import { FailurePanel } from './FailurePanel.tsx';
import { WarningList } from './WarningList.tsx';
import { t } from '../texts/index.ts';

interface StepsTabProps {
  readonly detail: BuildDetail;
  readonly onShell: () => void;
  readonly onChange: () => void;
}

/** The graph, and under it the log of the step that is chosen: else of the one that failed, or that runs. */
export function StepsTab({ detail, onShell, onChange }: StepsTabProps) {
  const [chosen, setChosen] = useState<string>();
  const { steps, summary, failure, warnings } = detail;
  const step = steps.find(({ id }) => id === chosen) ?? speaking(steps, failure?.stepId);
  const isEnded = summary.state !== 'running';
  return (
    <div className={styles.steps}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
      <section className={styles.graphBox} aria-label={t('Graph of the build')} tabIndex={0}>
        {summary.state === 'failed' && <FailurePanel detail={detail} onShell={onShell} onChange={onChange} />}
        <WarningList warnings={warnings} />
        <StepGraph steps={steps} selectedId={step?.id} onSelect={setChosen} />
      </section>
      {step && (
        <div className={styles.stepLog}>
          <p className={styles.stepTitle} title={step.name}>
            <code>{oneLine(step.name)}</code>
            <span>{STEP_WORDS[step.state]}</span>
          </p>
          {step.logSource === undefined ? (
            <p className={styles.silent}>
              {step.error ??
                (step.state === 'cached' ? t('It came from the cache: nothing was run.') : t('It printed nothing.'))}
            </p>
          ) : (
            <LineLog
              key={`${summary.id} ${step.logSource}`}
              logKey={t('build {{id}} {{logSource}}', { id: summary.id, logSource: step.logSource })}
              label={t('Log of {{instruction}}', { instruction: oneLine(step.instruction) })}
              fileName={`build-${summary.id.slice(0, 8)}-step`}
              read={({ since }, options) =>
                client.builds.log({ buildId: summary.id, source: step.logSource, since }, options)
              }
              isEnded={isEnded}
            />
          )}
        </div>
      )}
    </div>
  );
}

/** The one that failed, or that was begun last of those that print. */
function speaking(steps: readonly BuildStep[], failedId: string | undefined): BuildStep | undefined {
  const failed = steps.find(({ id }) => id === failedId);
  if (failed) return failed;
  const printing = steps.filter(({ logSource }) => logSource !== undefined);
  const running = printing.filter(({ state }) => state === 'running');
  const latest = (all: readonly BuildStep[]) => all.toSorted((a, b) => (b.startedAt ?? 0) - (a.startedAt ?? 0))[0];
  return latest(running) ?? latest(printing);
}
