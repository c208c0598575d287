import { Button, Modal } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useSelector } from 'react-redux';
import { fixOldSyntax } from '../../../../contract/compose/fixOldSyntax.ts';
import { type AppError, toAppError } from '../../../../contract/errors.ts';
import type { ComposeFile } from '../../../../contract/model/composeFile.ts';
import type { OldSyntaxKind } from '../../../../contract/model/stack.ts';
import { client } from '../../../rpc/index.ts';
import dialog from '../../../ui/form/DialogForm.module.css';
import { ErrorNotice } from '../../../ui/index.ts';
import { useLoad } from '../../../ui/useLoad.ts';
import { stacksSlice } from '../store/stacksSlice.ts';
import styles from './Actions.module.css';
import { changedLines } from './changedLines.ts';
import type { DialogProps } from './Dialogs.tsx';
import { t } from '../texts/index.ts';

export interface FixDialogProps extends DialogProps {
  readonly project: string;
  readonly file: string;
  readonly kind: OldSyntaxKind;
}

const TITLES: Record<OldSyntaxKind, string> = {
  get 'no-services'() {
    return t('Convert to a Compose file of today');
  },
  get version() {
    return t('Remove “version:”');
  },
  get links() {
    return t('Replace “links:”');
  },
};

/** Shows what would be written, then writes exactly that. */
export function FixDialog({ context, project, file, kind, onClose }: FixDialogProps) {
  const stack = useSelector(stacksSlice.selectors.selectEntities)[project];
  const { value: opened, error: unread } = useLoad(file, (signal) =>
    client.composeFiles.open({ path: file }, { signal }),
  );
  const fix = useMemo(() => opened && fixOldSyntax(opened.text, kind), [opened, kind]);
  const [error, setError] = useState<AppError>();
  const [isBusy, setBusy] = useState(false);
  const target = kind === 'no-services' ? targetOf(file) : file;

  async function write(from: ComposeFile, text: string) {
    setBusy(true);
    setError(undefined);
    try {
      // A file of Fig stays beside the new one, which must not replace another.
      const expected = target === file && from.revision !== undefined ? { expectedRevision: from.revision } : {};
      await client.composeFiles.save({ path: target, text, ...expected });
      if (target !== file && stack?.files && stack.origin.isRemembered) {
        const configFiles = stack.files.configFiles.map((one) => (one === file ? target : one));
        await client.stacks.setFiles({ context, project, files: { ...stack.files, configFiles } });
      }
      onClose();
    } catch (thrown) {
      setError(toAppError(thrown));
    }
    setBusy(false);
  }

  const shownError = error ?? unread;
  return (
    <Modal opened onClose={onClose} title={TITLES[kind]} size="lg">
      <div className={dialog.form}>
        <p className={dialog.note}>
          {target === file
            ? t('{{file}} is changed in these lines:', { file })
            : t('{{target}} is written; {{file}} stays as it is.', { target, file })}
        </p>
        {fix && !fix.ok && (
          <p className={dialog.warning}>
            {t('It has to be done by hand.')} {fix.message} {fix.hint}
          </p>
        )}
        {opened && fix?.ok && (
          <>
            {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
            <pre className={styles.preview} tabIndex={0} aria-label={t('What is written')}>
              {(target === file ? changedLines(opened.text, fix.text) : fix.text.split('\n').map(kept)).map(
                ({ sign, line }, index) => (
                  // oxlint-disable-next-line react/no-array-index-key -- lines have nothing else
                  <span key={index} data-sign={sign}>
                    {sign === '' ? line : `${sign} ${line}`}
                    {'\n'}
                  </span>
                ),
              )}
            </pre>
            {fix.notes.length > 0 && (
              <ul className={styles.notes} aria-label={t('Notes')}>
                {fix.notes.map((note) => (
                  <li key={note}>{note}</li>
                ))}
              </ul>
            )}
          </>
        )}
        {shownError && <ErrorNotice error={shownError} />}
        <div className={dialog.buttons}>
          <Button variant="default" onClick={onClose}>
            {t('Cancel')}
          </Button>
          <Button
            loading={isBusy}
            disabled={!fix?.ok}
            data-autofocus
            onClick={() => opened && fix?.ok && void write(opened, fix.text)}
          >
            {target === file ? t('Change the file') : t('Write the file')}
          </Button>
        </div>
      </div>
    </Modal>
  );
}

const kept = (line: string) => ({ sign: '', line }) as const;

/** Compose does not look for a `fig.yml`. */
const targetOf = (file: string): string => file.replace(/(^|[\\/])fig\.ya?ml$/, '$1compose.yaml');
