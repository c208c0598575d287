import { counted, within } from '../../ui/search/match.ts';
import type { Search } from '../../ui/search/query.ts';
import type { TogetherRow } from './rows.ts';
import { t } from './texts/index.ts';

/** The search of one engine's list, over those of several, and by the engine: `context:lab`. */
export const togetherSearch = <Item>({ keys, textOf }: Search<Item>): Search<TogetherRow<Item>> => ({
  keys: [
    {
      key: 'context',
      aliases: ['engine', 'on'],
      help: t('part of the context’s name'),
      isSingle: true,
      test: within(({ context }) => context),
      values: (rows) => counted(rows.map(({ context }) => context)),
    },
    ...keys.map(({ test, values, ...key }) => ({
      ...key,
      test(value: string, asTyped: string) {
        const isItem = test(value, asTyped);
        return ({ item }: TogetherRow<Item>) => isItem(item);
      },
      ...(values && { values: (rows: readonly TogetherRow<Item>[]) => values(rows.map(({ item }) => item)) }),
    })),
  ],
  textOf: ({ item, context }) => `${textOf(item)}\n${context.toLowerCase()}`,
});
