import { engineName, toneOf, wordOf } from '../contexts/index.ts';
import { Checkbox, Popover } from '@mantine/core';
import { IconChevronDown, IconServer } from '@tabler/icons-react';
import { StatusDot } from '../../ui/index.ts';
import { plural, t } from './texts/index.ts';
import styles from './Together.module.css';
import type { Together } from './useTogether.ts';

/** Which engines are in the list. One at least is: an empty list of no engine says nothing. */
export function ContextChoice({ all, shown, choose }: Together) {
  const names = shown.map(({ name }) => name);
  return (
    <Popover position="bottom-end" width={330} trapFocus returnFocus shadow="md">
      <Popover.Target>
        <button
          type="button"
          className={styles.choice}
          aria-label={t('Contexts in this list: {{names}}', { names: names.join(', ') })}
        >
          <IconServer size={15} stroke={1.75} aria-hidden="true" />
          {plural(shown.length, '1 context', '{{count}} contexts')}
          <IconChevronDown size={14} aria-hidden="true" />
        </button>
      </Popover.Target>
      <Popover.Dropdown className={styles.choices}>
        <fieldset className={styles.fieldset}>
          <legend>{t('Contexts in this list')}</legend>
          {all.map((context) => {
            const { name, state, endpoint } = context;
            const isShown = names.includes(name);
            return (
              <Checkbox
                key={name}
                size="xs"
                checked={isShown}
                disabled={isShown && names.length === 1}
                onChange={() => choose(isShown ? names.filter((other) => other !== name) : [...names, name])}
                label={
                  <span className={styles.option}>
                    <StatusDot tone={toneOf(state)} />
                    {name}
                    <span className={styles.engine}>{engineName(context) ?? wordOf(state)}</span>
                  </span>
                }
                description={endpoint}
              />
            );
          })}
        </fieldset>
      </Popover.Dropdown>
    </Popover>
  );
}
