import { Button } from '@mantine/core';
import type { OldSyntaxKind, StackDetail, StackSummary } from '../../../../contract/model/stack.ts';
import { ErrorNotice } from '../../../ui/index.ts';
import { useStackActions } from '../actions/useStackActions.ts';
import { relative } from '../actions/filesDraft.ts';
import { explainOldSyntax } from '../text/oldSyntax.ts';
import { whyOutOfReach } from '../text/words.ts';
import styles from './Detail.module.css';
import { t } from '../texts/index.ts';

const FIX: Record<OldSyntaxKind, string> = {
  get 'no-services'() {
    return t('Convert…');
  },
  get version() {
    return t('Remove it…');
  },
  get links() {
    return t('Replace…');
  },
};

interface DefinitionNoticesProps {
  readonly stack: StackSummary;
  readonly detail: StackDetail | undefined;
}

/** What is wrong with the definition, what Compose warns of, and what is old in it. */
export function DefinitionNotices({ stack, detail }: DefinitionNoticesProps) {
  const actions = useStackActions();
  const why = whyOutOfReach(stack);
  const old = detail?.oldSyntax ?? [];
  const isFirstForm = old.some(({ kind }) => kind === 'no-services');
  // That `version` is obsolete is said below, with what to do.
  const warnings = (detail?.warnings ?? []).filter((warning) => !/`version` is obsolete/.test(warning));
  const problem = isFirstForm ? undefined : detail?.problem;
  if (why === undefined && problem === undefined && old.length === 0 && warnings.length === 0) return null;
  return (
    <div className={styles.notices}>
      {why !== undefined && (
        <div className={styles.notice} role="note" aria-label={t('Files')}>
          <p>{why}</p>
          <p>{t('What runs can be seen and used all the same; to change the stack its files are needed.')}</p>
        </div>
      )}
      {problem && <ErrorNotice error={problem} />}
      {warnings.map((warning) => (
        <div key={warning} className={styles.notice} role="note" aria-label={t('Warning')}>
          <p>{warning}</p>
        </div>
      ))}
      {old.map((one) => {
        const { title, text } = explainOldSyntax(one, relative(one.file, stack.files?.workingDir));
        return (
          <div key={`${one.file} ${one.kind}`} className={styles.notice} role="note" aria-label={t('Old syntax')}>
            <p>{title}</p>
            <p>{text}</p>
            <div className={styles.noticeActions}>
              <Button
                variant="default"
                size="compact-sm"
                onClick={() => actions.ask({ type: 'fix', project: stack.project, file: one.file, kind: one.kind })}
              >
                {FIX[one.kind]}
              </Button>
            </div>
          </div>
        );
      })}
    </div>
  );
}
