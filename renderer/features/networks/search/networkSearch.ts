import { containsAddress, parseAddress, parseSubnet } from '../../../../contract/model/subnet.ts';
import { counted, labelTest, within } from '../../../ui/search/match.ts';
import { idRule, oneOf, type Search } from '../../../ui/search/query.ts';
import { driverText, isUnused, type NetworkRow } from '../list/networkRows.ts';
import { t } from '../texts/index.ts';

const KINDS = ['used', 'unused', 'own', 'custom', 'internal', 'attachable', 'ipv6'] as const;

const IS: Record<(typeof KINDS)[number], (row: NetworkRow) => boolean> = {
  used: (row) => !isUnused(row),
  unused: isUnused,
  own: ({ isOwn }) => isOwn,
  custom: ({ isOwn }) => !isOwn,
  internal: ({ network }) => network.isInternal,
  attachable: ({ network }) => network.isAttachable,
  ipv6: ({ network }) => network.isIpv6,
};

/** The syntax is that of containers; the keys are those of networks. */
export const networkSearch: Search<NetworkRow> = {
  keys: [
    {
      key: 'is',
      aliases: ['state'],
      get help() {
        return t('used, unused, internal, ipv6, own…');
      },
      rule: oneOf(() => t('kind of network'), KINDS),
      test: (value) => {
        const kinds = KINDS.filter((kind) => kind.startsWith(value));
        return (row) => kinds.some((kind) => IS[kind](row));
      },
      values: () => KINDS.map((kind) => [kind] as const),
    },
    {
      key: 'name',
      aliases: ['network'],
      get help() {
        return t('part of the name');
      },
      isSingle: true,
      test: within(({ network }) => network.name),
      values: (rows) => counted(rows.map(({ network }) => network.name)),
    },
    {
      key: 'driver',
      get help() {
        return t('bridge, macvlan, overlay…');
      },
      isSingle: true,
      test: within(({ network }) => driverText(network)),
      values: (rows) => counted(rows.map(({ network }) => driverText(network))),
    },
    {
      key: 'scope',
      get help() {
        return t('local, swarm');
      },
      isSingle: true,
      test: within(({ network }) => network.scope),
      values: (rows) => counted(rows.map(({ network }) => network.scope)),
    },
    {
      key: 'subnet',
      aliases: ['address', 'ip'],
      get help() {
        return t('part of a subnet, or an address within');
      },
      test: (value) => {
        const address = parseAddress(value);
        return ({ network }) =>
          network.subnets.some((text) => {
            const subnet = address && parseSubnet(text);
            return text.includes(value) || (subnet !== undefined && containsAddress(subnet, address!));
          });
      },
      values: (rows) => counted(rows.flatMap(({ network }) => network.subnets)),
    },
    {
      key: 'container',
      aliases: ['user', 'by'],
      get help() {
        return t('part of the name of a container');
      },
      test:
        (value) =>
        ({ users }) =>
          users.some(({ name }) => name.toLowerCase().includes(value)),
      values: (rows) => counted(rows.flatMap(({ users }) => users.map(({ name }) => name))),
    },
    {
      key: 'stack',
      aliases: ['project'],
      get help() {
        return t('name of the Compose project');
      },
      isSingle: true,
      test: within(({ network }) => network.stack),
      values: (rows) => counted(rows.flatMap(({ network }) => network.stack ?? [])),
    },
    {
      key: 'label',
      get help() {
        return t('key, or key=value');
      },
      test: labelTest(({ network }) => network.labels),
      values: (rows) => counted(rows.flatMap(({ network }) => Object.keys(network.labels))),
    },
    {
      key: 'id',
      get help() {
        return t('beginning of the id');
      },
      isSingle: true,
      rule: idRule,
      test:
        (value) =>
        ({ network }) =>
          network.id.startsWith(value),
    },
  ],
  textOf: ({ network, users }) =>
    [
      network.name,
      driverText(network),
      network.id.slice(0, 12),
      ...network.subnets,
      network.stack ?? '',
      ...users.map(({ name }) => name),
    ]
      .join('\n')
      .toLowerCase(),
};
