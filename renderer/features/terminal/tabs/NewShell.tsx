import { Button, Popover, Select, TextInput } from '@mantine/core';
import { IconChevronDown, IconPlus } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { IconButton } from '../../../ui/index.ts';
import styles from '../terminal.module.css';

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
  { value: FOUND, label: 'The one that is there' },
  { value: 'bash', label: 'bash' },
  { value: 'ash', label: 'ash' },
  { value: 'sh', label: 'sh' },
  { value: 'zsh', label: 'zsh' },
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
        label="New shell"
        icon={<IconPlus aria-hidden="true" />}
        disabled={isDisabled}
        onClick={() => onOpen({})}
      />
      <Popover opened={isOpen} onChange={setOpen} position="bottom-end" width={280} trapFocus withinPortal shadow="md">
        <Popover.Target>
          <IconButton
            label="New shell as…"
            icon={<IconChevronDown aria-hidden="true" />}
            disabled={isDisabled}
            aria-expanded={isOpen}
            onClick={() => setOpen(!isOpen)}
          />
        </Popover.Target>
        <Popover.Dropdown aria-label="New shell">
          <form className={styles.form} onSubmit={submit}>
            <Select
              label="Shell"
              data={SHELLS}
              value={shell}
              onChange={setShell}
              comboboxProps={{ withinPortal: false }}
            />
            <TextInput
              label="User"
              placeholder="The container’s own"
              description="A name or number; with a group: app:staff"
              value={user}
              onChange={(event) => setUser(event.currentTarget.value)}
            />
            <TextInput
              label="Folder"
              placeholder="The container’s own"
              value={workingDir}
              onChange={(event) => setWorkingDir(event.currentTarget.value)}
              error={workingDir.trim() !== '' && !workingDir.trim().startsWith('/') ? 'Begin with “/”.' : undefined}
            />
            <div className={styles.formButtons}>
              <Button
                variant="default"
                onClick={() => {
                  setOpen(false);
                  onAttach();
                }}
              >
                Attach to main process
              </Button>
              <Button type="submit" disabled={workingDir.trim() !== '' && !workingDir.trim().startsWith('/')}>
                Open
              </Button>
            </div>
          </form>
        </Popover.Dropdown>
      </Popover>
    </span>
  );
}
