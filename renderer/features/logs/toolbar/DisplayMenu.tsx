import { Menu } from '@mantine/core';
import { IconClock } from '@tabler/icons-react';
import { IconButton } from '../../../ui/index.ts';
import type { TimeStyle } from '../text/time.ts';
import styles from '../logs.module.css';
import { ownTail, SINCES, TAILS } from './ranges.ts';
import { t } from '../texts/index.ts';

interface DisplayMenuProps {
  readonly timeStyle: TimeStyle;
  readonly onTimeStyle: (style: TimeStyle) => void;
  readonly range?: string;
  readonly onRange?: (range: string) => void;
  /** Asks for a number of lines. */
  readonly onOwnTail: () => void;
}

const TIMES: readonly { readonly value: TimeStyle; readonly label: string }[] = [
  {
    value: 'none',
    get label() {
      return t('No timestamps');
    },
  },
  {
    value: 'local',
    get label() {
      return t('Local time');
    },
  },
  {
    value: 'utc',
    get label() {
      return t('UTC (ISO 8601)');
    },
  },
  {
    value: 'relative',
    get label() {
      return t('How long ago');
    },
  },
];

/** Timestamps, and how far back the log is read. */
export function DisplayMenu({ timeStyle, onTimeStyle, range, onRange, onOwnTail }: DisplayMenuProps) {
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <IconButton
          label={range === undefined ? t('Timestamps') : t('Timestamps and range')}
          icon={<IconClock aria-hidden="true" />}
          isPressed={timeStyle !== 'none'}
        />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('Timestamps')}</Menu.Label>
        <Menu.RadioGroup value={timeStyle} onChange={(value) => onTimeStyle(value as TimeStyle)}>
          {TIMES.map(({ value, label }) => (
            <Menu.RadioItem key={value} value={value} closeMenuOnClick>
              {label}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        {range !== undefined && (
          <>
            <Menu.Label>{t('Read from the engine')}</Menu.Label>
            <Menu.RadioGroup value={range} onChange={onRange}>
              {[...TAILS, ...ownTail(range), ...SINCES].map(({ id, label }) => (
                <Menu.RadioItem key={id} value={id} closeMenuOnClick>
                  {label}
                </Menu.RadioItem>
              ))}
            </Menu.RadioGroup>
            <Menu.Item className={styles.ownTail} onClick={onOwnTail}>
              {t('Last … lines')}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
