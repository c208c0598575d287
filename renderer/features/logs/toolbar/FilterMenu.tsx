import { Menu } from '@mantine/core';
import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import { IconButton } from '../../../ui/index.ts';
import type { LogLevel } from '../text/level.ts';
import { activeCount, type LogFilters, NO_FILTERS, toggled } from './filters.ts';
import { t } from '../texts/index.ts';

interface FilterMenuProps {
  readonly filters: LogFilters;
  readonly onFilters: (filters: LogFilters) => void;
}

const LEVEL_CHOICES: readonly { readonly value: LogLevel | 'other'; readonly label: string }[] = [
  {
    value: 'error',
    get label() {
      return t('Errors');
    },
  },
  {
    value: 'warn',
    get label() {
      return t('Warnings');
    },
  },
  {
    value: 'info',
    get label() {
      return t('Info');
    },
  },
  {
    value: 'debug',
    get label() {
      return t('Debug');
    },
  },
  {
    value: 'other',
    get label() {
      return t('Without a level');
    },
  },
];
const STREAMS = ['stdout', 'stderr'] as const;

/** Which levels and streams are shown. */
export function FilterMenu({ filters, onFilters }: FilterMenuProps) {
  const active = activeCount(filters);
  return (
    <Menu closeOnItemClick={false} position="bottom-end" withinPortal>
      <Menu.Target>
        <IconButton
          label={active === 0 ? t('Levels and streams') : t('Levels and streams: {{active}} left out', { active })}
          icon={<IconAdjustmentsHorizontal aria-hidden="true" />}
          isPressed={active > 0}
        />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('Levels')}</Menu.Label>
        {LEVEL_CHOICES.map(({ value, label }) => (
          <Menu.CheckboxItem
            key={value}
            checked={!filters.hiddenLevels.includes(value)}
            onChange={() => onFilters({ ...filters, hiddenLevels: toggled(filters.hiddenLevels, value) })}
          >
            {label}
          </Menu.CheckboxItem>
        ))}
        <Menu.Label>{t('Streams')}</Menu.Label>
        {STREAMS.map((stream) => (
          <Menu.CheckboxItem
            key={stream}
            checked={!filters.hiddenStreams.includes(stream)}
            onChange={() => onFilters({ ...filters, hiddenStreams: toggled(filters.hiddenStreams, stream) })}
          >
            {stream}
          </Menu.CheckboxItem>
        ))}
        <Menu.Divider />
        <Menu.Item
          disabled={active === 0}
          onClick={() => onFilters({ ...NO_FILTERS, hiddenIds: filters.hiddenIds, onlyMatches: filters.onlyMatches })}
        >
          {t('Show all')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
