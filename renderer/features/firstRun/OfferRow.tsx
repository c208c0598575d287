import { Button } from '@mantine/core';
import { IconBox, IconCircleCheck, IconCpu, IconPlugConnected } from '@tabler/icons-react';
import type { EngineOffer } from '../../../contract/model/firstRun.ts';
import { CommandLine, ErrorNotice } from '../../ui/index.ts';
import styles from './FirstRun.module.css';
import { t } from './texts/index.ts';
import { offerReason, offerTitle } from './words.ts';

interface OfferRowProps {
  readonly offer: EngineOffer;
  readonly isChoosing: boolean;
  readonly isBusy: boolean;
  readonly onChoose: () => void;
}

const ICONS = { existing: IconPlugConnected, native: IconCpu, vm: IconBox };

export function OfferRow({ offer, isChoosing, isBusy, onChoose }: OfferRowProps) {
  const { kind, isRecommended, isChosen, endpoint, error, lacking = [], reason } = offer;
  const Icon = ICONS[kind];
  const title = offerTitle(offer);
  const canChoose = reason !== 'lacking' && reason !== 'no-rights';
  return (
    <li className={styles.check}>
      <Icon className={styles.dim} aria-hidden="true" />
      <div className={styles.words}>
        <div>
          <strong>{title}</strong> {isRecommended && <span className={styles.badge}>{t('Recommended')}</span>}
        </div>
        <div className={styles.dim}>{offerReason(offer)}</div>
        {kind === 'existing' && <code className={styles.endpoint}>{endpoint}</code>}
        {lacking.map(({ name, message, remedy }) => (
          <div key={name}>
            <strong>{name}</strong> {message}
            {remedy !== undefined && /^[a-z]/.test(remedy) ? (
              <CommandLine command={remedy} label={t('What to type for {{title}}', { title: name })} />
            ) : (
              <div className={styles.dim}>{remedy}</div>
            )}
          </div>
        ))}
        {error && <ErrorNotice error={error} />}
      </div>
      {isChosen ? (
        <span className={styles.chosen}>
          <IconCircleCheck aria-hidden="true" />
          {t('In use')}
        </span>
      ) : (
        <Button
          variant={isRecommended ? 'filled' : 'default'}
          aria-label={t('Use {{title}}', { title })}
          loading={isChoosing}
          disabled={!canChoose || (isBusy && !isChoosing)}
          onClick={onChoose}
        >
          {t('Use')}
        </Button>
      )}
    </li>
  );
}
