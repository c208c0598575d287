import { Button, Checkbox, Popover } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useState } from 'react';
import { SearchBox, StatusDot } from '../../../ui/index.ts';
import styles from './ContainerPicker.module.css';
import { type Choosable, groupsOf, MOST_CONTAINERS } from './choice.ts';
import { t } from '../texts/index.ts';

interface ContainerPickerProps {
  readonly containers: readonly Choosable[];
  readonly chosen: readonly Choosable[];
  readonly onChoose: (names: readonly string[]) => void;
}

/** Chooses whose logs are merged: one by one, or a stack at once. */
export function ContainerPicker({ containers, chosen, onChoose }: ContainerPickerProps) {
  const [isOpen, setOpen] = useState(false);
  const [words, setWords] = useState('');
  const names = new Set(chosen.map(({ name }) => name));
  const set = (members: readonly Choosable[], isChosen: boolean) => {
    const next = new Set(names);
    for (const { name } of members) {
      if (isChosen) next.add(name);
      else next.delete(name);
    }
    onChoose([...next].slice(0, MOST_CONTAINERS));
  };
  const groups = groupsOf(containers, words);

  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-start" width={340} trapFocus withinPortal shadow="md">
      <Popover.Target>
        <Button
          variant="default"
          rightSection={<IconChevronDown size={14} aria-hidden="true" />}
          onClick={() => setOpen(!isOpen)}
        >
          {chosen.length === 0 ? t('Choose containers') : labelOf(chosen)}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('Containers')} p={8}>
        <SearchBox value={words} onChange={setWords} label={t('Find a container or stack')} width="100%" />
        <div className={styles.groups}>
          {groups.map(({ stack, containers: members }) => {
            const count = members.filter(({ name }) => names.has(name)).length;
            return (
              <fieldset key={stack ?? ''} className={styles.group} aria-label={stack ?? t('Without a stack')}>
                <Checkbox
                  size="xs"
                  className={styles.stack}
                  label={stack ?? t('Without a stack')}
                  checked={count === members.length}
                  indeterminate={count > 0 && count < members.length}
                  onChange={(event) => set(members, event.currentTarget.checked)}
                />
                {members.map((container) => (
                  <Checkbox
                    key={container.id}
                    size="xs"
                    className={styles.container}
                    label={
                      <span className={styles.name}>
                        <StatusDot tone={container.state} /> {container.name}
                      </span>
                    }
                    checked={names.has(container.name)}
                    onChange={(event) => set([container], event.currentTarget.checked)}
                  />
                ))}
              </fieldset>
            );
          })}
          {groups.length === 0 && <p className={styles.none}>{t('Nothing is called that.')}</p>}
        </div>
        <div className={styles.buttons}>
          <Button variant="subtle" onClick={() => onChoose([])} disabled={chosen.length === 0}>
            {t('None')}
          </Button>
          <Button variant="default" onClick={() => setOpen(false)}>
            {t('Done')}
          </Button>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

function labelOf(chosen: readonly Choosable[]): string {
  const [first] = chosen;
  return chosen.length === 1 && first ? first.name : t('{{chosen}} containers', { chosen: chosen.length });
}
