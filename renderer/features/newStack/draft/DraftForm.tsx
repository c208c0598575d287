import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { DraftFrom, StackDraft } from '../../../../contract/model/template.ts';
import { client } from '../../../rpc/index.ts';
import { ErrorNotice } from '../../../ui/index.ts';
import { useLoad } from '../../../ui/useLoad.ts';
import styles from '../NewStack.module.css';
import { DraftNotes } from './DraftNotes.tsx';
import { FileText } from './FileText.tsx';
import { canCreate, TargetFields } from './TargetFields.tsx';
import { useTarget } from './useTarget.ts';
import { t } from '../texts/index.ts';

interface DraftFormProps {
  readonly context: string;
  /** Undefined while there is nothing to make one from. */
  readonly from: DraftFrom | undefined;
  /** The folder that it belongs into. */
  readonly folder?: string | undefined;
  /** Shown above the files, as soon as they are known. */
  readonly children?: (draft: StackDraft) => ReactNode;
}

const SETTLE_MS = 250;

/** What would be written, where it goes, and the button that writes it. */
export function DraftForm({ context, from, folder, children }: DraftFormProps) {
  const key = from === undefined ? undefined : `${context} ${JSON.stringify(from)}`;
  const { value, error, isLoading } = useLoad(
    key,
    (signal) => client.templates.draft({ context, from: from ?? { type: 'nothing' } }, { signal }),
    from?.type === 'nothing' ? 0 : SETTLE_MS,
  );
  const target = useTarget(context, value?.project ?? '', folder);
  return (
    <form
      className={styles.way}
      onSubmit={(event) => {
        event.preventDefault();
        if (value && canCreate(target)) target.create({ type: 'text', compose: value.compose, env: value.env });
      }}
    >
      {error && <ErrorNotice error={error} />}
      {value && (
        <>
          {children?.(value)}
          <DraftNotes notes={value.notes} />
          <TargetFields target={target} />
        </>
      )}
      <div className={styles.buttons}>
        <Button type="submit" loading={target.isBusy} disabled={!value || isLoading || !canCreate(target)}>
          {t('Create and edit')}
        </Button>
        <span className={styles.dim}>{t('Nothing is started yet.')}</span>
      </div>
      {value && (
        <>
          <FileText name="compose.yaml" text={value.compose} />
          {value.env !== '' && <FileText name=".env" text={value.env} isPrivate />}
        </>
      )}
    </form>
  );
}
