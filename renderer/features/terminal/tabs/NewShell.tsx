import { Button, Popover, Select, TextInput } from '@mantine/core';
import { IconChevronDown, IconPlus } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { IconButton } from '../../../ui/index.ts';
import styles from '../terminal.module.css';
import { t } from '../texts/index.ts';

interface ShellChoice {
  readonly shell?: string;
  readonly user?: string;
  readonly workingDir?: string;
}

interface NewShellProps {
  readonly onOpen: (choice: ShellChoice) => void;
  readonly onAttach: () => void;
  readonly isDisabled: boolean;
}

const FOUND = '';
const SHELLS = [
  {
    value: FOUND,
    get label() {
      return t('The one that is there');
    },
  },
  {
    value: 'bash',
    get label() {
      return t('bash');
    },
  },
  {
    value: 'ash',
    get label() {
      return t('ash');
    },
  },
  {
    value: 'sh',
    get label() {
      return t('sh');
    },
  },
  {
    value: 'zsh',
    get label() {
      return t('zsh');
    },
  },
];

/** Another shell with one click, or as another user, in another folder; or the main process. */
export function NewShell({ onOpen, onAttach, isDisabled }: NewShellProps) {
  const [isOpen, setOpen] = useState(false);
  const [shell, setShell] = useState<string | null>(FOUND);
  const [user, setUser] = useState('');
  const [workingDir, setWorkingDir] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setOpen(false);
    onOpen({
      shell: shell || undefined,
      user: user.trim() || undefined,
      workingDir: workingDir.trim() || undefined,
    });
  };

  return (
    <span className={styles.newShell}>
      <IconButton
        label={t('New shell')}
        icon={<IconPlus aria-hidden="true" />}
        disabled={isDisabled}
        onClick={() => onOpen({})}
      />
      <Popover opened={isOpen} onChange={setOpen} position="bottom-end" width={280} trapFocus withinPortal shadow="md">
        <Popover.Target>
          <IconButton
            label={t('New shell as…')}
            icon={<IconChevronDown aria-hidden="true" />}
            disabled={isDisabled}
            aria-expanded={isOpen}
            onClick={() => setOpen(!isOpen)}
          />
        </Popover.Target>
        <Popover.Dropdown aria-label={t('New shell')}>
          <form className={styles.form} onSubmit={submit}>
            <Select
              label={t('Shell')}
              data={SHELLS}
              value={shell}
              onChange={setShell}
              comboboxProps={{ withinPortal: false }}
            />
            <TextInput
              label={t('User')}
              placeholder={t('The container’s own')}
              description={t('A name or number; with a group: app:staff')}
              value={user}
              onChange={(event) => setUser(event.currentTarget.value)}
            />
            <TextInput
              label={t('Folder')}
              placeholder={t('The container’s own')}
              value={workingDir}
              onChange={(event) => setWorkingDir(event.currentTarget.value)}
              error={workingDir.trim() !== '' && !workingDir.trim().startsWith('/') ? t('Begin with “/”.') : undefined}
            />
            <div className={styles.formButtons}>
              <Button
                variant="default"
                onClick={() => {
                  setOpen(false);
                  onAttach();
                }}
              >
                {t('Attach to main process')}
              </Button>
              <Button type="submit" disabled={workingDir.trim() !== '' && !workingDir.trim().startsWith('/')}>
                {t('Open')}
              </Button>
            </div>
          </form>
        </Popover.Dropdown>
      </Popover>
    </span>
  );
}
