import { countedRows, type ListWords } from '../../../ui/list/listTypes.ts';

export const NETWORK_WORDS: ListWords = { title: 'Networks', one: 'network', many: 'networks' };

export const counted = (count: number): string => countedRows(NETWORK_WORDS, count);
export const containersText = (count: number): string => (count === 1 ? '1 container' : `${count} containers`);
