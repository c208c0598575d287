import { countedRows, type ListWords } from '../../../ui/list/listTypes.ts';
import { plural, t } from '../texts/index.ts';

export const NETWORK_WORDS: ListWords = {
  get title() {
    return t('Networks');
  },
  get one() {
    return t('network');
  },
  get many() {
    return t('networks');
  },
  counted: (count) => plural(count, '1 network', '{{count}} networks'),
};

export const counted = (count: number): string => countedRows(NETWORK_WORDS, count);
export const containersText = (count: number): string => plural(count, '1 container', '{{count}} containers');
