import { Button, Select, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { createVolumeCommand, withoutSecrets } from '../../../../contract/commands/volumeCommands.ts';
import { LOCAL_VOLUME_NAME } from '../../../../contract/model/volume.ts';
import { client } from '../../../rpc/index.ts';
import { IconButton, notify } from '../../../ui/index.ts';
import { useLoad } from '../../../ui/useLoad.ts';
import dialog from '../../../ui/form/DialogForm.module.css';
import styles from './Actions.module.css';
import type { DialogProps } from './Dialogs.tsx';
import { FormDialog } from './FormDialog.tsx';
import { FORMS, type LocalForm, settingsOf } from './localForms.ts';
import { shortName } from '../list/volumeRows.ts';
import { useVolumeActions } from './useVolumeActions.ts';
import { t } from '../texts/index.ts';

interface Pair {
  readonly key: number;
  readonly name: string;
  readonly value: string;
}

let pairs = 0;
const newPair = (): Pair => ({ key: ++pairs, name: '', value: '' });

/** A new volume: on the engine’s disk, or a place that is elsewhere, by the words of the local driver or of a plugin’s. */
export function CreateDialog({ context, cliArgs, onClose }: DialogProps) {
  const actions = useVolumeActions();
  const { value: drivers = ['local'] } = useLoad(`drivers ${context}`, (signal) =>
    client.volumes.drivers({ context }, { signal }),
  );
  const [name, setName] = useState('');
  const [driver, setDriver] = useState('local');
  const [form, setForm] = useState<LocalForm>('disk');
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const [options, setOptions] = useState<readonly Pair[]>([]);
  const [labels, setLabels] = useState<readonly Pair[]>([]);
  const record = (rows: readonly Pair[]) =>
    Object.fromEntries(rows.filter((row) => row.name.trim() !== '').map((row) => [row.name.trim(), row.value]));
  const settings = {
    name: name.trim(),
    driver,
    options: { ...(driver === 'local' ? settingsOf(form, values) : {}), ...record(options) },
    labels: record(labels),
  };
  const isNameFine = settings.name === '' || driver !== 'local' || LOCAL_VOLUME_NAME.test(settings.name);
  const missing =
    driver === 'local' ? FORMS[form].fields.filter((field) => field.isNeeded && !(values[field.id] ?? '').trim()) : [];

  return (
    <FormDialog
      title={t('Create a volume')}
      submitLabel={t('Create')}
      isReady={isNameFine && missing.length === 0}
      fields={['name']}
      command={createVolumeCommand(withoutSecrets(settings), cliArgs)}
      onClose={onClose}
      onSubmit={async () => {
        const made = await client.volumes.create({ context, settings });
        onClose();
        actions.open(made.name);
        notify({ title: t('Created {{name}}', { name: shortName(made.name) }), tone: 'success' });
      }}
    >
      {(problem) => (
        <>
          <TextInput
            label={t('Name')}
            description={t('Without one the engine makes up 64 digits, and nobody will know what it is for.')}
            placeholder="dbdata"
            spellCheck={false}
            value={name}
            error={
              problem('name') ??
              (isNameFine
                ? undefined
                : t('Letters, digits, “_”, “.” and “-”, and a letter or digit first; at least two.'))
            }
            onChange={(event) => setName(event.currentTarget.value)}
            data-autofocus
          />
          <Select
            label={t('Driver')}
            data={[...drivers]}
            value={driver}
            allowDeselect={false}
            onChange={(value) => setDriver(value ?? 'local')}
          />
          {driver === 'local' && (
            <>
              <Select
                label={t('Where the files are')}
                description={FORMS[form].help}
                data={Object.entries(FORMS).map(([value, { label }]) => ({ value, label }))}
                value={form}
                allowDeselect={false}
                onChange={(value) => setForm((value ?? 'disk') as LocalForm)}
              />
              {FORMS[form].fields.map(({ id, label, description, placeholder, isNeeded = false }) => (
                <TextInput
                  key={`${form} ${id}`}
                  type={id === 'password' ? 'password' : 'text'}
                  label={label}
                  description={description}
                  placeholder={placeholder}
                  withAsterisk={isNeeded}
                  spellCheck={false}
                  value={values[id] ?? ''}
                  onChange={(event) => setValues({ ...values, [id]: event.currentTarget.value })}
                />
              ))}
            </>
          )}
          <Pairs
            noun={t('Option')}
            help={t('What the driver is given: --opt name=value.')}
            rows={options}
            onChange={setOptions}
          />
          <Pairs
            noun={t('Label')}
            help={t('For you, and for searches: label:name=value.')}
            rows={labels}
            onChange={setLabels}
          />
        </>
      )}
    </FormDialog>
  );
}

interface PairsProps {
  readonly noun: string;
  readonly help: string;
  readonly rows: readonly Pair[];
  readonly onChange: (rows: readonly Pair[]) => void;
}

function Pairs({ noun, help, rows, onChange }: PairsProps) {
  const change = (key: number, fields: Partial<Pair>) =>
    onChange(rows.map((row) => (row.key === key ? { ...row, ...fields } : row)));
  return (
    <fieldset className={styles.fieldset}>
      <legend className={styles.legend}>{noun}s</legend>
      {rows.length === 0 && <p className={dialog.note}>{help}</p>}
      {rows.map((row, index) => (
        <div key={row.key} className={styles.pair}>
          <TextInput
            aria-label={t('{{noun}} {{index}}: name', { noun, index: index + 1 })}
            placeholder="name"
            spellCheck={false}
            value={row.name}
            onChange={(event) => change(row.key, { name: event.currentTarget.value })}
          />
          <TextInput
            aria-label={t('{{noun}} {{index}}: value', { noun, index: index + 1 })}
            placeholder="value"
            spellCheck={false}
            value={row.value}
            onChange={(event) => change(row.key, { value: event.currentTarget.value })}
          />
          <IconButton
            label={t('Remove {{noun}} {{index}}', { noun: noun.toLowerCase(), index: index + 1 })}
            icon={<IconX aria-hidden="true" />}
            onClick={() => onChange(rows.filter(({ key }) => key !== row.key))}
          />
        </div>
      ))}
      <div>
        <Button
          variant="subtle"
          leftSection={<IconPlus size={14} aria-hidden="true" />}
          onClick={() => onChange([...rows, newPair()])}
        >
          {noun === 'Option' ? t('Add an option') : t('Add a label')}
        </Button>
      </div>
    </fieldset>
  );
}
