import { formatNumber } from '../../../ui/index.ts';
import { plural, t } from '../texts/index.ts';

/** How far back a log is read. */
export interface LogRange {
  /** Last lines of each container; absent: all. */
  readonly tail?: number;
  /** Not before so long ago. */
  readonly sinceMs?: number;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

interface RangeChoice {
  readonly id: string;
  readonly label: string;
  readonly range: LogRange;
}

export const TAILS: readonly RangeChoice[] = [
  {
    id: '1000',
    get label() {
      return t('Last 1,000 lines');
    },
    range: { tail: 1000 },
  },
  {
    id: '10000',
    get label() {
      return t('Last 10,000 lines');
    },
    range: { tail: 10_000 },
  },
  {
    id: '100000',
    get label() {
      return t('Last 100,000 lines');
    },
    range: { tail: 100_000 },
  },
  {
    id: 'all',
    get label() {
      return t('All lines');
    },
    range: {},
  },
];

export const SINCES: readonly RangeChoice[] = [
  {
    id: '5m',
    get label() {
      return t('Last 5 minutes');
    },
    range: { sinceMs: 5 * MINUTE },
  },
  {
    id: '1h',
    get label() {
      return t('Last hour');
    },
    range: { sinceMs: HOUR },
  },
  {
    id: '24h',
    get label() {
      return t('Last 24 hours');
    },
    range: { sinceMs: 24 * HOUR },
  },
];

export const FIRST_RANGE = '100000';

/** One of the choices, or a number of lines. */
export const rangeOf = (id: string): LogRange =>
  [...TAILS, ...SINCES].find((choice) => choice.id === id)?.range ??
  (/^[1-9]\d*$/.test(id) ? { tail: Number(id) } : {});

/** A number of lines of the person’s own, as a choice beside the others. */
export function ownTail(id: string): readonly RangeChoice[] {
  const range = rangeOf(id);
  if (range.tail === undefined || TAILS.some((choice) => choice.id === id)) return [];
  const label = plural(range.tail, 'Last line', 'Last {{tail}} lines', { tail: formatNumber(range.tail) });
  return [{ id, label, range }];
}

/** Of many containers fewer lines each: together they must fit into what is held. */
export function tailFor({ tail }: LogRange, containers: number, mostLines: number): number | undefined {
  return tail === undefined ? undefined : Math.min(tail, Math.max(1000, Math.floor(mostLines / containers)));
}
