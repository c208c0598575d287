import { TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { topCommand } from '../../../../contract/commands/viewCommands.ts';
import { splitWords } from '../../../../contract/commands/words.ts';
import type { ContainerSummary } from '../../../../contract/model/container.ts';
import { client } from '../../../rpc/index.ts';
import { CommandLine, EmptyState, ErrorNotice, Toolbar } from '../../../ui/index.ts';
import { useCliArgs } from '../actions/useCliArgs.ts';
import { useSettled } from '../../../ui/useSettled.ts';
import { useLoad } from '../../../ui/useLoad.ts';
import shared from '../../../ui/detail/Detail.module.css';
import styles from './Detail.module.css';
import { t } from '../texts/index.ts';

interface ProcessesTabProps {
  readonly context: string;
  readonly container: ContainerSummary;
}

const REFRESH_MS = 2000;
const RIGHT = new Set(['PID', 'PPID', 'C', '%CPU', '%MEM', 'VSZ', 'RSS', 'NLWP']);

/** What runs in it, looked at again every two seconds while it is seen. */
export function ProcessesTab({ context, container }: ProcessesTabProps) {
  const cliArgs = useCliArgs();
  const [psArgs, setPsArgs] = useState('');
  const asked = useSettled(psArgs.trim(), 400);
  const isUp = container.state === 'running' || container.state === 'paused';
  if (!isUp) {
    return (
      <EmptyState title={t('No processes')}>
        {t('{{name}} does not run. Processes are there while it does.', { name: container.name })}
      </EmptyState>
    );
  }
  const words = splitWords(asked);
  return (
    <>
      <Toolbar label={t('Processes')}>
        <TextInput
          aria-label={t('Options for ps')}
          placeholder={t('options for ps: -ef, aux, -o pid,rss,args')}
          spellCheck={false}
          style={{ flex: 1, maxWidth: '22rem' }}
          value={psArgs}
          onChange={(event) => setPsArgs(event.currentTarget.value)}
        />
      </Toolbar>
      <Processes context={context} id={container.id} psArgs={asked} />
      <div className={shared.footer}>
        <CommandLine command={topCommand(container.name, words.ok ? words.words : [], cliArgs)} />
      </div>
    </>
  );
}

function Processes({ context, id, psArgs }: { context: string; id: string; psArgs: string }) {
  const {
    value: table,
    error,
    isLoading,
    reload,
  } = useLoad(`${context} ${id} ${psArgs}`, (signal) =>
    client.containers.top({ context, id, psArgs: psArgs || undefined }, { signal }),
  );
  useEffect(() => {
    // Again some time after the last answer, so that a slow engine is not asked twice at once.
    if (isLoading) return;
    const timer = setInterval(() => !document.hidden && reload(), REFRESH_MS);
    return () => clearInterval(timer);
  }, [isLoading, reload]);

  if (error && !table) return <ErrorNotice error={error} isBlock />;
  if (!table) return null;
  return (
    <div className={shared.scroll}>
      {error && <ErrorNotice error={error} />}
      <table className={`${shared.table} ${styles.processes}`} aria-label={t('Processes')}>
        <thead>
          <tr>
            {table.titles.map((title) => (
              <th key={title} data-align={RIGHT.has(title) ? 'end' : undefined}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- the engine's columns name no key that is always there
            <tr key={index}>
              {row.map((cell, column) => (
                <td
                  key={table.titles[column]}
                  className={shared.mono}
                  data-align={RIGHT.has(table.titles[column] ?? '') ? 'end' : undefined}
                >
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p className={shared.faint}>{t('Process ids are those of the machine of the engine.')}</p>
    </div>
  );
}
