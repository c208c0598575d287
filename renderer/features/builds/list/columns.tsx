import type { BuildSummary } from '../../../../contract/model/build.ts';
import { formatElapsed, formatSize, RelativeTime, StatusDot } from '../../../ui/index.ts';
import type { Column } from '../../../ui/table/columns.ts';
import { BUILD_TONES, BUILD_WORDS, cacheText } from '../text/words.ts';
import styles from './List.module.css';
import { t } from '../texts/index.ts';

const dim = (text: string) => (
  <span className={styles.dim} title={text}>
    {text}
  </span>
);

export const BUILD_COLUMNS: readonly Column<BuildSummary>[] = [
  {
    id: 'title',
    get title() {
      return t('Build');
    },
    width: 180,
    minWidth: 110,
    grow: 2,
    isHeader: true,
    compare: (a, b) => a.title.localeCompare(b.title),
    cell: ({ title, state }) => (
      <>
        <StatusDot tone={BUILD_TONES[state]} />
        <span className={styles.name} title={title}>
          {title}
        </span>
      </>
    ),
  },
  {
    id: 'state',
    get title() {
      return t('State');
    },
    width: 90,
    dropOrder: 4,
    compare: (a, b) => a.state.localeCompare(b.state),
    cell: ({ state, doneCount, stepCount }) =>
      dim(
        state === 'running' && stepCount > 0
          ? t('{{doneCount}} of {{stepCount}}', { doneCount, stepCount })
          : BUILD_WORDS[state],
      ),
  },
  {
    id: 'origin',
    get title() {
      return t('From');
    },
    width: 180,
    grow: 1,
    dropOrder: 1,
    compare: (a, b) => a.origin.localeCompare(b.origin),
    cell: ({ origin, dockerfile }) => dim(origin === '' ? dockerfile : origin),
  },
  {
    id: 'startedAt',
    get title() {
      return t('Started');
    },
    width: 110,
    dropOrder: 5,
    isDescendingFirst: true,
    compare: (a, b) => a.startedAt - b.startedAt,
    cell: ({ startedAt }) => (
      <span className={styles.dim}>
        <RelativeTime at={startedAt} />
      </span>
    ),
  },
  {
    id: 'duration',
    get title() {
      return t('Took');
    },
    width: 76,
    align: 'end',
    dropOrder: 3,
    isDescendingFirst: true,
    compare: (a, b) => (a.durationMs ?? 0) - (b.durationMs ?? 0),
    cell: ({ durationMs }) => dim(durationMs === undefined ? '' : formatElapsed(durationMs)),
  },
  {
    id: 'cached',
    get title() {
      return t('Cached');
    },
    width: 76,
    align: 'end',
    dropOrder: 2,
    compare: (a, b) => a.cachedCount - b.cachedCount,
    cell: (build) => dim(cacheText(build)),
  },
  {
    id: 'size',
    get title() {
      return t('Size');
    },
    width: 80,
    align: 'end',
    dropOrder: 2,
    isDescendingFirst: true,
    compare: (a, b) => (a.imageSizeBytes ?? 0) - (b.imageSizeBytes ?? 0),
    cell: ({ imageSizeBytes }) => dim(imageSizeBytes === undefined ? '' : formatSize(imageSizeBytes)),
  },
];
