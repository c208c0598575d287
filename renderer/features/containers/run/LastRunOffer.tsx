import { Button } from '@mantine/core';
import type { LastRun } from '../../../../contract/model/runPreset.ts';
import { RelativeTime } from '../../../ui/index.ts';
import { draftOf } from './draft/readDraft.ts';
import { FIELD_IDS } from './fields/fields.ts';
import { summaryOf } from './form/summary.ts';
import styles from './Run.module.css';
import { Sentence, t } from '../texts/index.ts';

interface LastRunOfferProps {
  readonly run: LastRun;
  readonly onApply: () => void;
}

/** What the image was run with the last time. */
export function LastRunOffer({ run, onApply }: LastRunOfferProps) {
  const said = summaryOf(
    draftOf(run.settings),
    FIELD_IDS.filter((id) => id !== 'image'),
  );
  return (
    <div className={styles.offer}>
      <span className={styles.offerText}>
        <Sentence
          text="Last time ({{relativeTime}}): {{how}}"
          parts={{
            relativeTime: <RelativeTime at={run.savedAt} />,
            how: said.length === 0 ? t('without any further setting') : said.join(' · '),
          }}
        />
      </span>
      {said.length > 0 && (
        <Button variant="subtle" onClick={onApply}>
          {t('Use these settings')}
        </Button>
      )}
    </div>
  );
}
