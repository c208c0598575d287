import { Button } from '@mantine/core';
import type { VolumeSize } from '../../../../contract/model/volume.ts';
import shared from '../../../ui/detail/Detail.module.css';
import { formatDateTime, formatSize } from '../../../ui/index.ts';
import styles from './Growth.module.css';
import { growthOf, growthPath } from './growthPath.ts';
import { t } from '../texts/index.ts';

interface GrowthChartProps {
  /** The oldest first. */
  readonly sizes: readonly VolumeSize[];
  readonly isMeasuring: boolean;
  readonly onMeasure: () => void;
}

const WIDTH = 480;
const HEIGHT = 64;

/** How the volume grew from one measurement to the next. */
export function GrowthChart({ sizes, isMeasuring, onMeasure }: GrowthChartProps) {
  const last = sizes.at(-1);
  const [first] = sizes;
  const growth = growthOf(sizes);
  return (
    <div className={styles.growth}>
      <div className={styles.words}>
        {last ? (
          <span>
            {formatSize(last.sizeBytes)}{' '}
            <span className={shared.faint}>{t('on {{datetime}}', { datetime: formatDateTime(last.at) })}</span>
            {first && sizes.length > 1 && (
              <>
                , {growth < 0 ? '−' : '+'}
                {formatSize(Math.abs(growth))}{' '}
                <span className={shared.faint}>{t('since {{datetime}}', { datetime: formatDateTime(first.at) })}</span>
              </>
            )}
          </span>
        ) : (
          <span className={shared.faint}>{t('Not measured yet. The engine walks through every volume for it.')}</span>
        )}
        <Button variant="default" size="compact-sm" loading={isMeasuring} onClick={onMeasure}>
          {t('Measure')}
        </Button>
      </div>
      {sizes.length > 1 && (
        <svg
          className={styles.chart}
          viewBox={`-2 -4 ${WIDTH + 4} ${HEIGHT + 8}`}
          preserveAspectRatio="none"
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a drawing, with its words as its name
          role="img"
          aria-label={t('Size at {{sizes}} times, at most {{max}}', {
            sizes: sizes.length,
            max: formatSize(Math.max(...sizes.map(({ sizeBytes }) => sizeBytes))),
          })}
        >
          <path className={styles.base} d={`M0 ${HEIGHT} L${WIDTH} ${HEIGHT}`} />
          <path className={styles.line} d={growthPath(sizes, WIDTH, HEIGHT)} />
        </svg>
      )}
    </div>
  );
}
