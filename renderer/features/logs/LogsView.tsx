import { useState } from 'react';
import { logsCommand } from '../../../contract/commands/viewCommands.ts';
import type { LogsViewProps } from './lazyLogs.tsx';
import { LogPane } from './LogPane.tsx';
import { useLogSession } from './session/useLogSession.ts';
import { MAX_LINES } from './store/lineStore.ts';
import { FIRST_RANGE, rangeOf, tailFor } from './toolbar/ranges.ts';
import { SourceChips } from './toolbar/SourceChips.tsx';
import { t } from './texts/index.ts';

/** What one container or several print. */
export function LogsView({ context, ids, names: namesById, cliArgs }: LogsViewProps) {
  const names = ids.map((id) => namesById?.[id] ?? id.slice(0, 12));
  const [asked, setAsked] = useState({ range: FIRST_RANGE, at: 0, attempt: 0 });
  const range = rangeOf(asked.range);
  const tail = tailFor(range, ids.length, MAX_LINES);
  const since = range.sinceMs === undefined ? undefined : asked.at - range.sinceMs;
  const session = useLogSession({ context, ids, tail, since }, names, asked.attempt);
  const ask = (change: Partial<typeof asked>) =>
    setAsked((before) => ({ ...before, at: Date.now(), attempt: before.attempt + 1, ...change }));

  return (
    <LogPane
      session={session}
      label={t('Log of {{how}}', {
        how: ids.length === 1 ? (names[0] ?? '') : t('{{ids}} containers', { ids: ids.length }),
      })}
      ids={ids}
      names={ids.length > 1 ? names : undefined}
      fileNames={names}
      range={asked.range}
      onRange={(next) => ask({ range: next })}
      onRetry={() => ask({})}
      commandOf={(timestamps) => logsCommand(names, { follow: true, tail, since, timestamps }, cliArgs)}
      sources={(filters, onFilters) =>
        ids.length > 1 && (
          <SourceChips
            ids={ids}
            names={names}
            hiddenIds={filters.hiddenIds}
            onHidden={(hiddenIds) => onFilters({ ...filters, hiddenIds })}
          />
        )
      }
    />
  );
}
