import { Button, Checkbox, TextInput } from '@mantine/core';
import { type SyntheticEvent, useState } from 'react';
import { type AppError, toAppError } from '../../../contract/errors.ts';
import type { SharedFolder, VmOverview } from '../../../contract/model/engineVm.ts';
import { client } from '../../rpc/index.ts';
import { ErrorNotice, LockedNote, notify, Section } from '../../ui/index.ts';
import { useLocked } from '../settings/index.ts';
import styles from './SharedFolders.module.css';
import { t } from './texts/index.ts';

interface SharedFoldersProps {
  readonly vm: Pick<VmOverview, 'choices' | 'folders' | 'hypervisor'>;
  readonly onSaved: () => void;
}

/** The folders of this computer that containers may bind: each change is kept at once. */
export function SharedFolders({ vm, onSaved }: SharedFoldersProps) {
  const [path, setPath] = useState('');
  const [isReadOnly, setReadOnly] = useState(false);
  const [error, setError] = useState<AppError>();
  const [isSaving, setSaving] = useState(false);
  const { folders, choices, hypervisor } = vm;
  const locked = useLocked('engine.vm.folders');
  const isLocked = locked !== undefined;
  const save = async (next: readonly SharedFolder[], title: string) => {
    setSaving(true);
    setError(undefined);
    try {
      await client.engine.saveVm({ ...choices, folders: [...next] });
      notify({ title, tone: 'success' });
      setPath('');
      setReadOnly(false);
      onSaved();
    } catch (thrown) {
      setError(toAppError(thrown));
    } finally {
      setSaving(false);
    }
  };
  const add = (event: SyntheticEvent) => {
    event.preventDefault();
    const added = { path: path.trim(), isReadOnly };
    const others = folders.filter((one) => one.path !== added.path);
    void save([...others, added], t('{{path}} is shared', added));
  };
  return (
    <Section
      title={t('Shared folders')}
      description={t(
        'Containers can bind these folders of this computer, and what is in them. A bind of any other is refused before the container is made.',
      )}
    >
      {isLocked && <LockedNote reason={locked} />}
      {folders.length === 0 ? (
        <p className={styles.note}>{t('None: containers can use volumes only.')}</p>
      ) : (
        <ul className={styles.folders}>
          {folders.map((folder) => (
            <li key={folder.path}>
              <span className={styles.path}>{folder.path}</span>
              {folder.isReadOnly && <span className={styles.tag}>{t('read-only')}</span>}
              <Button
                variant="default"
                disabled={isSaving || isLocked}
                aria-label={t('Stop sharing {{path}}', folder)}
                onClick={() =>
                  void save(
                    folders.filter((one) => one !== folder),
                    t('{{path}} is no longer shared', folder),
                  )
                }
              >
                {t('Stop sharing')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <form className={styles.form} onSubmit={add}>
        <TextInput
          className={styles.input}
          aria-label={t('Folder to share')}
          placeholder={t('/path/of/a/folder')}
          disabled={isLocked}
          value={path}
          onChange={(event) => setPath(event.currentTarget.value)}
        />
        <Checkbox
          label={t('Read-only')}
          disabled={isLocked}
          checked={isReadOnly}
          onChange={(event) => setReadOnly(event.currentTarget.checked)}
        />
        <Button type="submit" variant="default" disabled={path.trim() === ''} loading={isSaving}>
          {t('Share')}
        </Button>
      </form>
      {hypervisor === 'vfkit' && (
        <p className={styles.note}>{t('A change takes effect when the engine is started again.')}</p>
      )}
      {hypervisor !== 'vfkit' && hypervisor !== 'wsl2' && (
        <p className={styles.note}>
          {t(
            'Programs in containers see a change within two seconds, but are not told of it (inotify): for reloading on change use polling, or Compose’s watch. For databases a volume is faster.',
          )}
        </p>
      )}
      {error && <ErrorNotice error={error} />}
    </Section>
  );
}
