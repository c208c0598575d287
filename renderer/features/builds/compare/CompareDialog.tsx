import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import type { BuildDetail, BuildStep, BuildSummary } from '../../../../contract/model/build.ts';
import { client } from '../../../rpc/index.ts';
import { ErrorNotice, formatDateTime, formatElapsed, formatSize, useReturnFocus } from '../../../ui/index.ts';
import { BUILD_WORDS, cacheText, oneLine, stageTitle, STEP_WORDS } from '../text/words.ts';
import { useLoad } from '../../../ui/useLoad.ts';
import styles from './Compare.module.css';
import { comparedSettings, comparedSteps } from './compareBuilds.ts';
import { t } from '../texts/index.ts';

interface CompareDialogProps {
  /** The older one first. */
  readonly ids: readonly [string, string];
  readonly onClose: () => void;
}

export function CompareDialog({ ids, onClose }: CompareDialogProps) {
  useReturnFocus();
  const { value, error } = useLoad(`compare ${ids.join(' ')}`, (signal) =>
    Promise.all(ids.map((buildId) => client.builds.inspect({ buildId }, { signal }))),
  );
  const [a, b] = value ?? [];
  return (
    <Modal opened onClose={onClose} title={t('Compare two builds')} size="60rem">
      {error && <ErrorNotice error={error} />}
      {a && b && <Compared a={a} b={b} />}
    </Modal>
  );
}

function Compared({ a, b }: { readonly a: BuildDetail; readonly b: BuildDetail }) {
  const settings = comparedSettings(a, b);
  const [left, right] = [a.summary, b.summary];
  const row = (name: string, of: (summary: BuildSummary) => ReactNode, change?: ReactNode) => (
    <tr>
      <th scope="row">{name}</th>
      <td>{of(left)}</td>
      <td>{of(right)}</td>
      <td className={styles.change}>{change}</td>
    </tr>
  );
  return (
    <div className={styles.compare}>
      <table className={styles.table} aria-label={t('Results')}>
        <thead>
          <tr>
            <th scope="col">{t('Result')}</th>
            <th scope="col">{formatDateTime(left.startedAt)}</th>
            <th scope="col">{formatDateTime(right.startedAt)}</th>
            <th scope="col">{t('Change')}</th>
          </tr>
        </thead>
        <tbody>
          {row(t('Build'), ({ title }) => title)}
          {row(t('State'), ({ state }) => BUILD_WORDS[state])}
          {row(
            t('Took'),
            ({ durationMs }) => (durationMs === undefined ? '–' : formatElapsed(durationMs)),
            difference(left.durationMs, right.durationMs, formatElapsed),
          )}
          {row(t('From the cache'), (summary) => cacheText(summary) || '–')}
          {row(
            t('Size'),
            ({ imageSizeBytes }) => (imageSizeBytes === undefined ? '–' : formatSize(imageSizeBytes)),
            difference(left.imageSizeBytes, right.imageSizeBytes, formatSize),
          )}
          {row(
            t('Image'),
            ({ imageId }) => (
              <code>{imageId?.replace('sha256:', '').slice(0, 12) ?? '–'}</code>
            ),
            left.imageId !== undefined && left.imageId === right.imageId ? t('the same') : undefined,
          )}
        </tbody>
      </table>
      {settings.length === 0 ? (
        <p className={styles.same}>{t('Both were given the same.')}</p>
      ) : (
        <table className={styles.table} aria-label={t('Settings that differ')}>
          <thead>
            <tr>
              <th scope="col">{t('Given')}</th>
              <th scope="col">{t('Before')}</th>
              <th scope="col">{t('After')}</th>
            </tr>
          </thead>
          <tbody>
            {settings.map(({ name, a: before, b: after }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{before || '–'}</td>
                <td>{after || '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <table className={styles.table} aria-label={t('Steps')}>
        <thead>
          <tr>
            <th scope="col">{t('Step')}</th>
            <th scope="col">{t('Before')}</th>
            <th scope="col">{t('After')}</th>
            <th scope="col">{t('Change')}</th>
          </tr>
        </thead>
        <tbody>
          {comparedSteps(a, b).map(({ instruction, stage = '', a: before, b: after }, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- the same instruction may stand there twice
            <tr key={index}>
              <th scope="row" className={styles.step} title={instruction}>
                <code>{oneLine(instruction)}</code>
                <span>{stageTitle(stage)}</span>
              </th>
              <td>{stepText(before)}</td>
              <td>{stepText(after)}</td>
              <td className={styles.change}>
                {before === undefined
                  ? t('new')
                  : after === undefined
                    ? t('gone')
                    : ran(before) && ran(after)
                      ? difference(before.durationMs, after.durationMs, formatElapsed)
                      : ''}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const ran = ({ state }: BuildStep) => state === 'done';

const stepText = (step: BuildStep | undefined): string =>
  step === undefined ? '–' : ran(step) ? formatElapsed(step.durationMs ?? 0) : STEP_WORDS[step.state];

function difference(a: number | undefined, b: number | undefined, format: (value: number) => string): string {
  if (a === undefined || b === undefined || a === b) return '';
  return `${b > a ? '+' : '−'}${format(Math.abs(b - a))}`;
}
