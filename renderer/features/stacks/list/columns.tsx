import { compareText } from '../../../ui/compareText.ts';
import { RelativeTime, StatusDot } from '../../../ui/index.ts';
import shared from '../../../ui/list/List.module.css';
import type { Column } from '../../../ui/table/columns.ts';
import { PortsCell } from '../../containers/index.ts';
import { countText, STATUS_ORDER, statusText, statusTone, whyOutOfReach } from '../text/words.ts';
import styles from './Cells.module.css';
import type { StackRow } from './stackRows.ts';
import { PlaceLink } from '../../../ui/PlaceLink.tsx';
import { t } from '../texts/index.ts';

const dim = (text: string) => (
  <span className={shared.dim} title={text}>
    {text}
  </span>
);

export const byName = (a: StackRow, b: StackRow) => compareText(a.id, b.id);

const folderOf = ({ stack }: StackRow): string => stack.files?.workingDir ?? '';
const filesText = ({ stack }: StackRow): string => {
  const { workingDir = '', configFiles = [] } = stack.files ?? {};
  return configFiles
    .map((file) => (file.startsWith(`${workingDir}/`) ? file.slice(workingDir.length + 1) : file))
    .join(', ');
};
const firstPort = ({ ports }: StackRow): number => Math.min(...ports.map(({ hostPort = 0 }) => hostPort), 1e6);

/** `host` is the machine of a remote engine: where its ports are. */
export const stackColumns = (host: string | undefined): readonly Column<StackRow>[] => [
  {
    id: 'name',
    title: t('Name'),
    width: 200,
    minWidth: 140,
    grow: 2,
    isHeader: true,
    compare: byName,
    cell: ({ stack }) => {
      const why = whyOutOfReach(stack);
      return (
        <>
          <StatusDot tone={statusTone(stack.status)} />
          <PlaceLink
            className={styles.name}
            place={`/stacks/${stack.id}`}
            tabIndex={-1}
            title={stack.project}
            aria-label={stack.project}
            draggable={false}
          >
            <span className={styles.nameText}>{stack.project}</span>
            {why !== undefined && (
              <span className={styles.mark} data-tone="warning" data-tip={why}>
                {stack.definition.type === 'missing' ? t('files missing') : t('no files')}
              </span>
            )}
          </PlaceLink>
        </>
      );
    },
  },
  {
    id: 'status',
    title: t('Status'),
    width: 112,
    dropOrder: 8,
    compare: (a, b) => STATUS_ORDER.indexOf(a.stack.status) - STATUS_ORDER.indexOf(b.stack.status),
    cell: ({ stack }) => dim(statusText(stack.status)),
  },
  {
    id: 'containers',
    title: t('Containers'),
    width: 88,
    dropOrder: 7,
    isDescendingFirst: true,
    compare: (a, b) => a.stack.containerCount - b.stack.containerCount,
    cell: ({ stack }) => {
      const text = countText(stack);
      const wanted = stack.wantedCount;
      const tip =
        wanted === undefined || text === ''
          ? text
          : t('{{runningCount}} running, {{wanted}} wanted by its files', { runningCount: stack.runningCount, wanted });
      return (
        <span className={shared.dim} title={tip}>
          {text}
        </span>
      );
    },
  },
  {
    id: 'services',
    title: t('Services'),
    width: 180,
    minWidth: 90,
    grow: 1,
    dropOrder: 5,
    isDescendingFirst: true,
    compare: (a, b) => a.stack.services.length - b.stack.services.length,
    cell: ({ stack: { services } }) => {
      const text = services.map(({ name }) => name).join(', ');
      return (
        <span className={styles.services} title={text}>
          {text}
        </span>
      );
    },
  },
  {
    id: 'ports',
    title: t('Ports'),
    width: 144,
    dropOrder: 6,
    compare: (a, b) => firstPort(a) - firstPort(b),
    cell: ({ ports }) => <PortsCell ports={ports} {...(host !== undefined && { host })} />,
  },
  {
    id: 'folder',
    title: t('Folder'),
    width: 190,
    minWidth: 90,
    grow: 1,
    dropOrder: 4,
    compare: (a, b) => compareText(folderOf(a), folderOf(b)),
    cell: (row) => (
      <span className={styles.mono} title={folderOf(row)}>
        {folderOf(row)}
      </span>
    ),
  },
  {
    id: 'files',
    title: t('Files'),
    width: 150,
    isHiddenAtFirst: true,
    compare: (a, b) => compareText(filesText(a), filesText(b)),
    cell: (row) => (
      <span className={styles.mono} title={filesText(row)}>
        {filesText(row)}
      </span>
    ),
  },
  {
    id: 'created',
    title: t('Created'),
    width: 84,
    dropOrder: 3,
    align: 'end',
    // The youngest has the smallest age.
    compare: (a, b) => (b.stack.createdAt ?? 0) - (a.stack.createdAt ?? 0),
    cell: ({ stack: { createdAt } }) => createdAt !== undefined && <RelativeTime at={createdAt} style="age" />,
  },
];
