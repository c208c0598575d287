import { compareText } from '../../../ui/compareText.ts';
import { RelativeTime } from '../../../ui/index.ts';
import type { Column } from '../../../ui/table/columns.ts';
import shared from '../../../ui/list/List.module.css';
import styles from './Cells.module.css';
import { NameCell } from './NameCell.tsx';
import { driverText, type NetworkRow } from './networkRows.ts';
import { UsersCell } from './UsersCell.tsx';
import { t } from '../texts/index.ts';

const dim = (text: string) => (
  <span className={shared.dim} title={text}>
    {text}
  </span>
);
const mono = (text: string) => (
  <span className={styles.mono} title={text}>
    {text}
  </span>
);

const subnetsOf = ({ network }: NetworkRow): string => network.subnets.join(', ');
const gatewaysOf = ({ network }: NetworkRow): string =>
  network.pools.flatMap(({ gateway }) => gateway ?? []).join(', ');

/** What sets it apart, in a word each. */
export function marksOf({ network }: NetworkRow): readonly (readonly [word: string, help: string])[] {
  const marks: readonly (readonly [isSo: boolean, word: string, help: string])[] = [
    [network.isInternal, 'internal', t('Its containers reach nothing outside through it')],
    [network.isIpv6, 'IPv6', t('It gives IPv6 addresses too')],
    [network.isAttachable, 'attachable', t('Single containers may join this network of a swarm')],
    [network.isIngress, 'ingress', t('It spreads the published ports of a swarm')],
    [network.isConfigOnly, t('settings only'), t('Other networks take its settings over')],
  ];
  return marks.flatMap(([isSo, word, help]) => (isSo ? [[word, help] as const] : []));
}

const byName = (a: NetworkRow, b: NetworkRow) => compareText(a.network.name, b.network.name);

export const networkColumns: readonly Column<NetworkRow>[] = [
  {
    id: 'name',
    get title() {
      return t('Name');
    },
    width: 190,
    minWidth: 130,
    grow: 2,
    isHeader: true,
    compare: byName,
    cell: (row) => <NameCell row={row} />,
  },
  {
    id: 'driver',
    get title() {
      return t('Driver');
    },
    width: 78,
    dropOrder: 6,
    compare: (a, b) => compareText(driverText(a.network), driverText(b.network)),
    cell: ({ network }) => dim(driverText(network)),
  },
  {
    id: 'containers',
    get title() {
      return t('Containers');
    },
    width: 150,
    minWidth: 90,
    grow: 1,
    dropOrder: 8,
    isDescendingFirst: true,
    compare: (a, b) => a.users.length - b.users.length,
    cell: (row) => <UsersCell row={row} />,
  },
  {
    id: 'subnets',
    get title() {
      return t('Subnets');
    },
    width: 150,
    minWidth: 100,
    dropOrder: 7,
    compare: (a, b) => compareText(subnetsOf(a), subnetsOf(b)),
    cell: (row) => mono(subnetsOf(row)),
  },
  {
    id: 'gateway',
    get title() {
      return t('Gateway');
    },
    width: 116,
    dropOrder: 3,
    compare: (a, b) => compareText(gatewaysOf(a), gatewaysOf(b)),
    cell: (row) => mono(gatewaysOf(row)),
  },
  {
    id: 'kind',
    get title() {
      return t('Kind');
    },
    width: 110,
    dropOrder: 5,
    compare: (a, b) => compareText(marksOf(a).join(), marksOf(b).join()),
    cell: (row) => (
      <span className={styles.marks}>
        {marksOf(row).map(([word, help]) => (
          <span key={word} className={styles.mark} data-tip={help}>
            {word}
          </span>
        ))}
      </span>
    ),
  },
  {
    id: 'stack',
    get title() {
      return t('Stack');
    },
    width: 100,
    dropOrder: 2,
    compare: (a, b) => compareText(a.network.stack ?? '', b.network.stack ?? ''),
    cell: ({ network }) => dim(network.stack ?? ''),
  },
  {
    id: 'created',
    get title() {
      return t('Created');
    },
    width: 84,
    dropOrder: 4,
    align: 'end',
    // The youngest has the smallest age.
    compare: (a, b) => b.network.createdAt - a.network.createdAt,
    cell: ({ network }) =>
      network.createdAt > 0 ? <RelativeTime at={network.createdAt} style="age" /> : dim('unknown'),
  },
  {
    id: 'scope',
    get title() {
      return t('Scope');
    },
    width: 70,
    isHiddenAtFirst: true,
    compare: (a, b) => compareText(a.network.scope, b.network.scope),
    cell: ({ network }) => dim(network.scope),
  },
  {
    id: 'id',
    get title() {
      return t('Id');
    },
    width: 108,
    isHiddenAtFirst: true,
    compare: (a, b) => (a.id < b.id ? -1 : 1),
    cell: ({ id }) => mono(id.slice(0, 12)),
  },
  {
    id: 'labels',
    get title() {
      return t('Labels');
    },
    width: 150,
    isHiddenAtFirst: true,
    cell: ({ network }) =>
      dim(
        Object.entries(network.labels)
          .map(([key, value]) => `${key}=${value}`)
          .join(', '),
      ),
  },
];
