import { Select } from '@mantine/core';
import { IconActivity, IconArrowDown } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { CliArgs } from '../../../contract/commands/docker.ts';
import { eventsCommand } from '../../../contract/commands/viewCommands.ts';
import { CommandLine, EmptyState, ErrorNotice, IconButton, SearchBox, Toolbar, WindowedList } from '../../ui/index.ts';
import styles from './Activity.module.css';
import { useEngineEvents } from './activityStore.ts';
import { EventRow } from './EventRow.tsx';
import { baseAction, type EventFilter, filterEvents, hasLabel, NO_FILTER, valuesOf } from './filterEvents.ts';
import { t } from './texts/index.ts';

const ROW_PX = 28;

export interface EventsTabProps {
  readonly context: string;
  readonly cliArgs?: CliArgs;
  /** Only of what has this label: `key=value`. */
  readonly label?: string;
}

/** `/events`, live, as long as the app has followed it. */
export function EventsTab({ context, cliArgs, label }: EventsTabProps) {
  const { items: all, error } = useEngineEvents(context);
  const items = useMemo(
    () => (label === undefined ? all : all.filter((event) => hasLabel(event, label))),
    [all, label],
  );
  const [filter, setFilter] = useState<EventFilter>(NO_FILTER);
  const [isFollowing, setFollowing] = useState(true);
  const types = useMemo(() => valuesOf(items, ({ type }) => type), [items]);
  const ofType = useMemo(
    () => items.filter(({ type }) => filter.type === '' || type === filter.type),
    [items, filter.type],
  );
  const actions = useMemo(() => valuesOf(ofType, ({ action }) => baseAction(action)), [ofType]);
  const shown = useMemo(() => filterEvents(items, filter), [items, filter]);

  return (
    <>
      <Toolbar label={t('Filter events')}>
        <Select
          aria-label={t('Type')}
          placeholder={t('All types')}
          data={types}
          value={filter.type || null}
          onChange={(type) => setFilter({ ...filter, type: type ?? '', action: '' })}
          clearable
          w={140}
          miw={116}
        />
        <Select
          aria-label={t('Action')}
          placeholder={t('All actions')}
          data={actions}
          value={filter.action || null}
          onChange={(action) => setFilter({ ...filter, action: action ?? '' })}
          clearable
          searchable
          w={170}
          miw={124}
        />
        <SearchBox
          label={t('Object')}
          placeholder={t('Name, id or attribute=value')}
          value={filter.object}
          onChange={(object) => setFilter({ ...filter, object })}
        />
        <span className={styles.count} aria-live="polite">
          {shown.length === items.length
            ? t('{{items}} events', { items: items.length })
            : t('{{shown}} of {{items}}', { shown: shown.length, items: items.length })}
        </span>
        <IconButton
          label={t('Follow the newest')}
          icon={<IconArrowDown />}
          isPressed={isFollowing}
          onClick={() => setFollowing(!isFollowing)}
        />
      </Toolbar>
      {error && <ErrorNotice isBlock error={error} />}
      {shown.length === 0 ? (
        <EmptyState
          icon={<IconActivity />}
          title={items.length === 0 ? t('Nothing has happened yet') : t('No event fits')}
        >
          {items.length === 0
            ? t(
                'What the engine does is written here as it happens: containers that start and end, images that are pulled.',
              )
            : t('Type, action and object must all fit: clear one of them.')}
        </EmptyState>
      ) : (
        <WindowedList
          label={t('Engine events')}
          role="log"
          count={shown.length}
          rowHeight={ROW_PX}
          isFollowing={isFollowing}
          onFollowing={setFollowing}
          renderRow={(index) => {
            const event = shown[index];
            return event && <EventRow key={event.id} event={event} />;
          }}
        />
      )}
      <footer className={styles.same}>
        <CommandLine
          isCompact
          command={eventsCommand({ ...filter, label }, cliArgs)}
          label={t('The same on the command line')}
        />
      </footer>
    </>
  );
}
