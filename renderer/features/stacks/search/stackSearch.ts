import { counted, within } from '../../../ui/search/match.ts';
import { oneOf, type Search } from '../../../ui/search/query.ts';
import type { StackRow } from '../list/stackRows.ts';
import { STATUS_ORDER } from '../text/words.ts';
import { t } from '../texts/index.ts';

const KINDS = [...STATUS_ORDER, 'up', 'remembered', 'missing'] as const;
type Kind = (typeof KINDS)[number];

const isKind = (kind: Kind, { stack }: StackRow): boolean => {
  if (kind === 'up') return stack.runningCount > 0;
  if (kind === 'remembered') return stack.origin.isRemembered;
  if (kind === 'missing') return stack.definition.type !== 'here';
  return stack.status === kind;
};

const servicesOf = ({ stack }: StackRow): readonly string[] => stack.services.map(({ name }) => name);

/** The syntax is that of containers; the keys are those of stacks. */
export const stackSearch: Search<StackRow> = {
  keys: [
    {
      key: 'is',
      aliases: ['status', 'state'],
      get help() {
        return t('running, partly-running, unhealthy, stopped, not-created, missing…');
      },
      rule: oneOf(() => t('status of a stack'), KINDS),
      test: (value) => {
        const exact = KINDS.filter((kind) => kind === value);
        const kinds = exact.length > 0 ? exact : KINDS.filter((kind) => kind.startsWith(value));
        return (row) => kinds.some((kind) => isKind(kind, row));
      },
      values: () => KINDS.map((kind) => [kind] as const),
    },
    {
      key: 'name',
      aliases: ['project', 'stack'],
      get help() {
        return t('part of the name');
      },
      isSingle: true,
      test: within(({ id }) => id),
      values: (rows) => counted(rows.map(({ id }) => id)),
    },
    {
      key: 'service',
      get help() {
        return t('part of the name of a service');
      },
      test: (value) => (row) => servicesOf(row).some((name) => name.toLowerCase().includes(value)),
      values: (rows) => counted(rows.flatMap(servicesOf)),
    },
    {
      key: 'folder',
      aliases: ['file', 'path'],
      get help() {
        return t('part of the path of its folder or files');
      },
      test: (value) => (row) => pathsOf(row).some((path) => path.toLowerCase().includes(value)),
      values: (rows) => counted(rows.flatMap(({ stack }) => stack.files?.workingDir ?? [])),
    },
    {
      key: 'port',
      get help() {
        return t('a published port');
      },
      test: (value) => (row) => row.ports.some(({ hostPort }) => String(hostPort) === value),
      values: (rows) => counted(rows.flatMap(({ ports }) => ports.map(({ hostPort }) => String(hostPort)))),
    },
  ],
  textOf: (row) => [row.id, ...servicesOf(row), ...pathsOf(row)].join('\n').toLowerCase(),
};

const pathsOf = ({ stack }: StackRow): readonly string[] =>
  stack.files ? [stack.files.workingDir, ...stack.files.configFiles] : [];
