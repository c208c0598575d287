import { counted, labelTest, within } from '../../../ui/search/match.ts';
import { oneOf, type Search } from '../../../ui/search/query.ts';
import { isUnused, type VolumeRow } from '../list/volumeRows.ts';
import { t } from '../texts/index.ts';

const KINDS = ['used', 'unused', 'anonymous', 'named', 'running'] as const;

const IS: Record<(typeof KINDS)[number], (row: VolumeRow) => boolean> = {
  used: (row) => !isUnused(row),
  unused: isUnused,
  anonymous: ({ volume }) => volume.isAnonymous,
  named: ({ volume }) => !volume.isAnonymous,
  running: ({ users }) => users.some(({ state }) => state === 'running'),
};

const SIZE = /^([<>]?)(\d+(?:\.\d+)?)\s*(b|kb|mb|gb|tb)?$/i;
const UNITS: Readonly<Record<string, number>> = { b: 1, kb: 1e3, mb: 1e6, gb: 1e9, tb: 1e12 };

/** The syntax is that of containers; the keys are those of volumes. Sizes are known once they were measured. */
export const volumeSearch = (sizes: Readonly<Record<string, number>>): Search<VolumeRow> => ({
  keys: [
    {
      key: 'is',
      aliases: ['status', 'state'],
      help: t('used, unused, anonymous, named, running'),
      rule: oneOf(() => t('state of a volume'), KINDS),
      test: (value) => {
        const kinds = KINDS.filter((kind) => kind.startsWith(value));
        return (row) => kinds.some((kind) => IS[kind](row));
      },
      values: () => KINDS.map((kind) => [kind] as const),
    },
    {
      key: 'name',
      aliases: ['volume'],
      help: t('part of the name'),
      isSingle: true,
      test: within(({ id }) => id),
      values: (rows) => counted(rows.filter(({ volume }) => !volume.isAnonymous).map(({ id }) => id)),
    },
    {
      key: 'container',
      aliases: ['user', 'by'],
      help: t('part of the name of a container that has or had it'),
      test: (value) => (row) =>
        [...row.users.map(({ name }) => name), row.origin?.container ?? ''].some((name) =>
          name.toLowerCase().includes(value),
        ),
      values: (rows) => counted(rows.flatMap(({ users }) => users.map(({ name }) => name))),
    },
    {
      key: 'stack',
      aliases: ['project'],
      help: t('name of a stack'),
      isSingle: true,
      test: within(({ stack }) => stack),
      values: (rows) => counted(rows.flatMap(({ stack }) => stack ?? [])),
    },
    {
      key: 'image',
      help: t('image of the container that an anonymous one is from'),
      test: within(({ origin }) => origin?.image),
      values: (rows) => counted(rows.flatMap(({ origin }) => origin?.image ?? [])),
    },
    {
      key: 'driver',
      help: t('local, …'),
      isSingle: true,
      test: within(({ volume }) => volume.driver),
      values: (rows) => counted(rows.map(({ volume }) => volume.driver)),
    },
    {
      key: 'label',
      help: t('key, or key=value'),
      test: labelTest(({ volume }) => volume.labels),
      values: (rows) => counted(rows.flatMap(({ volume }) => Object.keys(volume.labels))),
    },
    {
      key: 'option',
      help: t('key, or key=value'),
      test: labelTest(({ volume }) => volume.options),
      values: (rows) => counted(rows.flatMap(({ volume }) => Object.keys(volume.options))),
    },
    {
      key: 'size',
      help: t('>500MB, <1GB, once measured'),
      rule: { test: (value) => SIZE.test(value), what: t('size. Write >500MB or <1GB.') },
      test: (value) => {
        const [, sign = '', number = '0', unit = 'mb'] = SIZE.exec(value) ?? [];
        const bytes = Number(number) * (UNITS[unit.toLowerCase()] ?? 1);
        return ({ id }) => {
          const size = sizes[id];
          return size !== undefined && (sign === '<' ? size < bytes : size > bytes);
        };
      },
      values: () => [['>100MB'], ['>1GB'], ['>10GB']] as const,
    },
  ],
  textOf: ({ id, users, origin, stack }) =>
    [id, ...users.map(({ name }) => name), origin?.container ?? '', origin?.image ?? '', stack ?? '']
      .join('\n')
      .toLowerCase(),
});
