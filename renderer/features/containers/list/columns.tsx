import type { ContainerSummary } from '../../../../contract/model/container.ts';
import { RelativeTime } from '../../../ui/index.ts';
import type { Column } from '../../../ui/table/columns.ts';
import { CpuCell, MemoryCell } from '../../stats/index.ts';
import { compareText } from '../../../ui/compareText.ts';
import { publishedPorts } from '../text/ports.ts';
import { STATES } from '../search/containerSearch.ts';
import styles from '../../../ui/list/List.module.css';
import { NameCell } from './NameCell.tsx';
import { PortsCell } from './PortsCell.tsx';
import { StateCell } from './StateCell.tsx';
import type { UsageRanks } from './useUsageRanks.ts';
import { t } from '../texts/index.ts';

export type ContainerColumn = Column<ContainerSummary>;

interface ColumnsContext {
  readonly context: string;
  /** The machine of a remote engine. */
  readonly host?: string;
  /** Present while the list is sorted by CPU or memory. */
  readonly ranks?: UsageRanks;
}

const by =
  (read: (container: ContainerSummary) => string): ContainerColumn['compare'] =>
  (a, b) =>
    compareText(read(a), read(b));

/** An id in place of a name is cut as Docker cuts it. */
export const shortImage = (image: string): string => image.replace(/^sha256:([0-9a-f]{12})[0-9a-f]*$/, '$1');

const firstPort = ({ ports }: ContainerSummary): number =>
  publishedPorts(ports)[0]?.hostPort ?? Number.MAX_SAFE_INTEGER;

const dim = (text: string) => (
  <span className={styles.dim} title={text}>
    {text}
  </span>
);

export const containerColumns = ({ context, host, ranks }: ColumnsContext): readonly ContainerColumn[] => [
  {
    id: 'name',
    title: t('Name'),
    width: 156,
    minWidth: 100,
    grow: 2,
    isHeader: true,
    compare: by(({ name }) => name),
    cell: (container) => <NameCell container={container} context={context} />,
  },
  {
    id: 'state',
    title: t('State'),
    width: 132,
    minWidth: 90,
    dropOrder: 6,
    compare: (a, b) => STATES.indexOf(a.state) - STATES.indexOf(b.state) || compareText(a.name, b.name),
    cell: (container) => <StateCell container={container} context={context} />,
  },
  {
    id: 'image',
    title: t('Image'),
    width: 104,
    grow: 1.4,
    dropOrder: 2,
    compare: by(({ image }) => image),
    cell: ({ image }) => (
      <span className={styles.text} title={image}>
        {shortImage(image)}
      </span>
    ),
  },
  {
    id: 'ports',
    title: t('Ports'),
    width: 118,
    grow: 0.7,
    dropOrder: 5,
    compare: (a, b) => firstPort(a) - firstPort(b),
    cell: ({ ports }) => <PortsCell ports={ports} host={host} />,
  },
  {
    id: 'cpu',
    title: t('CPU'),
    width: 100,
    dropOrder: 4,
    align: 'end',
    isDescendingFirst: true,
    compare: (a, b) => (ranks?.cpu(a.id) ?? -1) - (ranks?.cpu(b.id) ?? -1),
    cell: ({ id, state }) => <CpuCell context={context} id={id} isRunning={state === 'running'} />,
  },
  {
    id: 'memory',
    title: t('Memory'),
    width: 118,
    dropOrder: 3,
    align: 'end',
    isDescendingFirst: true,
    compare: (a, b) => (ranks?.memory(a.id) ?? -1) - (ranks?.memory(b.id) ?? -1),
    cell: ({ id, state }) => <MemoryCell context={context} id={id} isRunning={state === 'running'} />,
  },
  {
    id: 'age',
    title: t('Age'),
    width: 46,
    dropOrder: 1,
    align: 'end',
    // The youngest has the smallest age.
    compare: (a, b) => b.createdAt - a.createdAt,
    cell: ({ createdAt }) => <RelativeTime at={createdAt} style="age" />,
  },
  {
    id: 'stack',
    title: t('Stack'),
    width: 110,
    isHiddenAtFirst: true,
    compare: by(({ stack }) => stack?.project ?? ''),
    cell: ({ stack }) => dim(stack?.project ?? ''),
  },
  {
    id: 'networks',
    title: t('Networks'),
    width: 120,
    isHiddenAtFirst: true,
    compare: by(networkNames),
    cell: (container) => dim(networkNames(container)),
  },
  {
    id: 'command',
    title: t('Command'),
    width: 180,
    isHiddenAtFirst: true,
    compare: by(({ command }) => command),
    cell: ({ command }) => (
      <code className={styles.dim} title={command}>
        {command}
      </code>
    ),
  },
  {
    id: 'id',
    title: t('Id'),
    width: 108,
    isHiddenAtFirst: true,
    compare: (a, b) => (a.id < b.id ? -1 : 1),
    cell: ({ id }) => (
      <code className={styles.dim} title={id}>
        {id.slice(0, 12)}
      </code>
    ),
  },
];

const networkNames = ({ networks }: ContainerSummary): string => networks.map(({ name }) => name).join(', ');
