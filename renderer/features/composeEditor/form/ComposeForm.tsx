import { memo, useState } from 'react';
import { EmptyState } from '../../../ui/index.ts';
import type { ComposeViewProps } from '../page/ComposeEditorPage.tsx';
import { type RenamePlan, renamePlanAt } from '../stack/openStack.ts';
import { RenameDialog } from '../text/RenameDialog.tsx';
import { AddDialog } from './AddDialog.tsx';
import styles from './Form.module.css';
import { FormProvider } from './formContext.ts';
import { runFormKey } from './formKeys.ts';
import type { Kind } from './kinds.ts';
import { RemoveDialog } from './RemoveDialog.tsx';
import { ThingForm } from './ThingForm.tsx';
import { ThingList } from './ThingList.tsx';
import { useChosen } from './useChosen.ts';
import { useFormContext } from './useFormContext.ts';
import { t } from '../texts/index.ts';

/**
 * A Compose file as forms. What is typed goes into the text, in the form that the file has. The page renders with each change
 * of the session; the form only when it has read the text again, behind the frame that shows the edit in the text.
 */
export const ComposeForm = memo(function ComposeForm({ session, at, onShow }: ComposeViewProps) {
  const form = useFormContext(session);
  const { doc } = form;
  const [chosen, choose] = useChosen(doc, at);
  const [adding, setAdding] = useState<Kind>();
  const [renaming, setRenaming] = useState<RenamePlan>();
  const [isRemoving, setRemoving] = useState(false);

  async function rename(): Promise<void> {
    if (chosen === 'file') return;
    const key = doc.nodeAt([chosen.kind.section, chosen.name])?.keyRange;
    if (key) setRenaming(await renamePlanAt(session, key.from));
  }
  return (
    <FormProvider value={form}>
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- shortcuts of the fields in it */}
      <div className={styles.form} onKeyDown={(event) => runFormKey(event, session)}>
        {doc.problems.length > 0 && (
          <output className={styles.broken}>
            {t(
              'YAML cannot read the whole text: line {{line}}. The form shows what can be read; mend it in the text first.',
              { line: doc.text.slice(0, doc.problems[0]?.from).split('\n').length },
            )}
          </output>
        )}
        <div className={styles.panes}>
          <ThingList chosen={chosen} onChoose={choose} onAdd={setAdding} />
          {chosen === 'file' && doc.keysAt([]).length === 0 ? (
            <EmptyState title={t('Nothing is declared yet')}>{t('Add a service to begin.')}</EmptyState>
          ) : (
            <ThingForm
              key={chosen === 'file' ? '' : `${chosen.kind.section} ${chosen.name}`}
              chosen={chosen}
              onRename={() => void rename()}
              onRemove={() => setRemoving(true)}
              onShowInPicture={
                onShow &&
                chosen !== 'file' &&
                chosen.kind.noun !== 'model' &&
                (() => onShow('picture', { section: chosen.kind.section, name: chosen.name }))
              }
            />
          )}
        </div>
      </div>
      {adding && (
        <AddDialog
          kind={adding}
          onClose={() => setAdding(undefined)}
          onAdded={(name) => {
            choose({ kind: adding, name });
            setAdding(undefined);
          }}
        />
      )}
      {renaming && <RenameDialog session={session} plan={renaming} onClose={() => setRenaming(undefined)} />}
      {isRemoving && chosen !== 'file' && (
        <RemoveDialog kind={chosen.kind} name={chosen.name} onClose={() => setRemoving(false)} />
      )}
    </FormProvider>
  );
});
