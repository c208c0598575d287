import { registryOf } from '../../../../contract/model/imageReference.ts';
import { counted, labelTest, within } from '../../../ui/search/match.ts';
import { idRule, oneOf, type Search } from '../../../ui/search/query.ts';
import { type ImageRow, isDangling, isUnused } from '../list/imageRows.ts';
import { t } from '../texts/index.ts';

const KINDS = ['used', 'unused', 'dangling', 'running'] as const;

const IS: Record<(typeof KINDS)[number], (row: ImageRow) => boolean> = {
  used: (row) => !isUnused(row),
  unused: isUnused,
  dangling: isDangling,
  running: ({ users }) => users.some(({ state }) => state === 'running'),
};

const SIZE = /^([<>]?)(\d+(?:\.\d+)?)\s*(b|kb|mb|gb|tb)?$/i;
const UNITS: Readonly<Record<string, number>> = { b: 1, kb: 1e3, mb: 1e6, gb: 1e9, tb: 1e12 };

/** The syntax is that of containers; the keys are those of images. */
export const imageSearch: Search<ImageRow> = {
  keys: [
    {
      key: 'is',
      aliases: ['status', 'state'],
      get help() {
        return t('used, unused, dangling, running');
      },
      rule: oneOf(() => t('state of an image'), KINDS),
      test: (value) => {
        const kinds = KINDS.filter((kind) => kind.startsWith(value));
        return (row) => kinds.some((kind) => IS[kind](row));
      },
      values: () => KINDS.map((kind) => [kind] as const),
    },
    {
      key: 'name',
      aliases: ['repository', 'reference', 'image'],
      get help() {
        return t('part of the name');
      },
      isSingle: true,
      test: within(({ label }) => label),
      values: (rows) => counted(rows.flatMap(({ repository }) => (repository === '' ? [] : repository))),
    },
    {
      key: 'tag',
      get help() {
        return t('part of the tag');
      },
      isSingle: true,
      test: within(({ tag }) => tag),
      values: (rows) => counted(rows.flatMap(({ tag }) => (tag === '' ? [] : tag))),
    },
    {
      key: 'registry',
      get help() {
        return t('docker.io, ghcr.io…');
      },
      isSingle: true,
      test: within(({ repository }) => (repository === '' ? undefined : registryOf(repository))),
      values: (rows) => counted(rows.flatMap(({ repository }) => (repository === '' ? [] : registryOf(repository)))),
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
      key: 'label',
      get help() {
        return t('key, or key=value');
      },
      test: labelTest(({ image }) => image.labels),
      values: (rows) => counted(rows.flatMap(({ image }) => Object.keys(image.labels))),
    },
    {
      key: 'size',
      get help() {
        return t('>500MB, <1GB');
      },
      rule: {
        test: (value) => SIZE.test(value),
        get what() {
          return t('size. Write >500MB or <1GB.');
        },
      },
      test: (value) => {
        const [, sign = '', number = '0', unit = 'mb'] = SIZE.exec(value) ?? [];
        const bytes = Number(number) * (UNITS[unit.toLowerCase()] ?? 1);
        return ({ image }) => (sign === '<' ? image.sizeBytes < bytes : image.sizeBytes > bytes);
      },
      values: () => [['>100MB'], ['>500MB'], ['>1GB']] as const,
    },
    {
      key: 'platform',
      aliases: ['arch'],
      get help() {
        return t('linux/arm64…, where the list says it');
      },
      test:
        (value) =>
        ({ image }) =>
          image.platforms?.some((platform) => platform.includes(value)) ?? false,
    },
    {
      key: 'digest',
      get help() {
        return t('beginning of a digest');
      },
      test: (value) => {
        const wanted = value.replace(/^sha256:/, '');
        return ({ image }) => image.digests.some((digest) => digest.includes(`@sha256:${wanted}`));
      },
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
        ({ image }) =>
          image.id.startsWith(`sha256:${value}`),
    },
  ],
  textOf: ({ label, image, users }) =>
    [label, image.id.slice('sha256:'.length, 'sha256:'.length + 12), ...users.map(({ name }) => name)]
      .join('\n')
      .toLowerCase(),
};
