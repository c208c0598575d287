import type { SettingsImport } from '../../../contract/model/settingPath.ts';
import { client } from '../../rpc/index.ts';
import { ConfirmDialog, notify } from '../../ui/index.ts';
import { settingEntries } from './registry.ts';
import { plural, t } from './texts/index.ts';

interface ImportDialogProps {
  readonly text: string;
  readonly trial: SettingsImport;
  readonly onClose: () => void;
}

/** Exactly what a file would change, before it does. */
export function ImportDialog({ text, trial, onClose }: ImportDialogProps) {
  const { changes, unknown, locked } = trial;
  const confirm = async () => {
    await client.settingsFile.import({ text, isTrial: false });
    notify({ title: t('The settings were taken over'), tone: 'success' });
    onClose();
  };
  return (
    <ConfirmDialog
      title={t('Take over these settings?')}
      message={
        <>
          {changes.length === 0 && (
            <p>{t('All settings in the file are as they are here. The layout of lists is taken over.')}</p>
          )}
          {changes.length > 0 && <p>{plural(changes.length, '1 setting changes:', '{{count}} settings change:')}</p>}
        </>
      }
      items={changes.map(({ path, before, after }) => ({
        id: path,
        name: nameOf(path),
        detail: `${shown(before)} → ${shown(after)}`,
      }))}
      confirmLabel={t('Take over')}
      onConfirm={confirm}
      onCancel={onClose}
    >
      {locked.length > 0 && (
        <p>{t('These are set by your organisation and stay: {{names}}.', { names: locked.map(nameOf).join(', ') })}</p>
      )}
      {unknown.length > 0 && (
        <p>
          {t('This version does not know these. They are kept for a newer one: {{names}}.', {
            names: unknown.join(', '),
          })}
        </p>
      )}
    </ConfirmDialog>
  );
}

function nameOf(path: string): string {
  const entry = settingEntries().find(
    (one) => one.id === path || (one.kind !== 'here' && one.paths?.some((other) => other === path)),
  );
  return entry === undefined || entry.id === path ? (entry?.label ?? path) : `${entry.label} (${path})`;
}

const MAX_SHOWN = 120;

function shown(value: unknown): string {
  if (value === undefined) return t('not set');
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
}
