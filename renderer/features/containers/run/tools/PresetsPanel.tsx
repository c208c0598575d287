import { Button, TextInput } from '@mantine/core';
import { IconCheck, IconCursorText, IconTrash, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { type AppError, toAppError } from '../../../../../contract/errors.ts';
import type { RunSettings } from '../../../../../contract/model/run.ts';
import type { RunPreset } from '../../../../../contract/model/runPreset.ts';
import { client } from '../../../../rpc/index.ts';
import { ErrorNotice, IconButton } from '../../../../ui/index.ts';
import look from '../../../../ui/form/Form.module.css';
import styles from '../Run.module.css';
import { t } from '../../texts/index.ts';

export interface PresetsPanelProps {
  readonly presets: readonly RunPreset[];
  /** What would be saved; absent while something in the form is wrong. */
  readonly settings: RunSettings | undefined;
  readonly onApply: (preset: RunPreset) => void;
}

/** Settings under names: take one, keep those of the form, rename and remove. */
export function PresetsPanel({ presets, settings, onApply }: PresetsPanelProps) {
  const [name, setName] = useState('');
  const [renaming, setRenaming] = useState<{ readonly name: string; readonly newName: string }>();
  const [error, setError] = useState<AppError>();
  const isTaken = presets.some((preset) => preset.name === name.trim());

  const run = (call: () => Promise<void>, done?: () => void) => {
    setError(undefined);
    call().then(done, (thrown: unknown) => setError(toAppError(thrown)));
  };
  const save = () => {
    if (!settings || name.trim() === '') return;
    run(
      () => client.runPresets.save({ name, settings, isReplacing: isTaken }),
      () => setName(''),
    );
  };
  const rename = () => {
    if (renaming)
      run(
        () => client.runPresets.rename(renaming),
        () => setRenaming(undefined),
      );
  };

  return (
    <section className={styles.panel} aria-label={t('Presets')}>
      {presets.length === 0 && (
        <p className={look.hint}>{t('Settings that are needed again can be kept under a name.')}</p>
      )}
      <ul className={styles.presets}>
        {presets.map((preset) => (
          <li key={preset.name}>
            {renaming?.name === preset.name ? (
              <>
                <TextInput
                  className={look.space}
                  aria-label={t('New name of {{name}}', { name: preset.name })}
                  value={renaming.newName}
                  // oxlint-disable-next-line jsx-a11y/no-autofocus -- it takes the place of the button that was pressed
                  autoFocus
                  onChange={(event) => setRenaming({ ...renaming, newName: event.currentTarget.value })}
                  onKeyDown={(event) => {
                    if (event.key !== 'Enter' && event.key !== 'Escape') return;
                    event.preventDefault();
                    event.stopPropagation();
                    if (event.key === 'Enter') rename();
                    else setRenaming(undefined);
                  }}
                />
                <IconButton label={t('Keep this name')} icon={<IconCheck aria-hidden="true" />} onClick={rename} />
                <IconButton
                  label={t('Leave the name as it is')}
                  icon={<IconX aria-hidden="true" />}
                  onClick={() => setRenaming(undefined)}
                />
              </>
            ) : (
              <>
                <button
                  type="button"
                  className={styles.preset}
                  aria-label={t('Use the preset {{name}}', { name: preset.name })}
                  onClick={() => onApply(preset)}
                >
                  <span>{preset.name}</span>
                  <span className={styles.presetImage}>{preset.settings.image}</span>
                </button>
                <IconButton
                  label={t('Rename the preset {{name}}', { name: preset.name })}
                  icon={<IconCursorText aria-hidden="true" />}
                  onClick={() => setRenaming({ name: preset.name, newName: preset.name })}
                />
                <IconButton
                  label={t('Remove the preset {{name}}', { name: preset.name })}
                  icon={<IconTrash aria-hidden="true" />}
                  onClick={() => run(() => client.runPresets.remove({ name: preset.name }))}
                />
              </>
            )}
          </li>
        ))}
      </ul>
      <div className={styles.savePreset}>
        <TextInput
          className={look.space}
          aria-label={t('Name of a new preset')}
          placeholder={t('Keep these settings as…')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          onKeyDown={(event) => {
            // The form would be run.
            if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) return;
            event.preventDefault();
            save();
          }}
        />
        <Button variant="default" disabled={!settings || name.trim() === ''} onClick={save}>
          {isTaken ? t('Replace') : t('Save')}
        </Button>
      </div>
      <p className={look.hint}>
        {settings
          ? t('Values of secrets are not kept.')
          : t('What is wrong in the form has to be mended before it is kept.')}
      </p>
      {error && <ErrorNotice error={error} />}
    </section>
  );
}
