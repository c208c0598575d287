import { Button, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import { toAppError } from '../../../../contract/errors.ts';
import { notify } from '../../../ui/index.ts';
import type { ComposeSession } from '../session/session.ts';
import { shownPath } from '../stack/filePath.ts';
import { placesOf } from '../stack/namedPlaces.ts';
import { type RenamePlan, renameInStack } from '../stack/openStack.ts';
import { newNameProblem, renameObstacle } from '../stack/renameInStack.ts';
import { RenamePlaces } from './RenamePlaces.tsx';
import styles from './Text.module.css';
import { kindWord } from '../language/kindWord.ts';
import { t } from '../texts/index.ts';

interface RenameDialogProps {
  readonly session: ComposeSession;
  readonly plan: RenamePlan;
  readonly onClose: () => void;
}

/** Another name, everywhere in the files of the stack: each place is shown before it changes. */
export function RenameDialog({ session, plan, onClose }: RenameDialogProps) {
  const { thing, texts } = plan;
  const [name, setName] = useState(thing.name);
  const [isTried, setTried] = useState(false);
  const [late, setLate] = useState<string>();
  const { workingDir } = session.state().stack;
  const found = placesOf(texts.files, thing);
  const obstacle = renameObstacle(texts, thing);
  const problem = newNameProblem(texts.files, thing, name);

  async function submit(): Promise<void> {
    setTried(true);
    if (problem !== undefined || obstacle !== undefined) return;
    const refusal = await renameInStack(session, thing, name).catch((thrown: unknown) => toAppError(thrown).message);
    if (refusal !== undefined) return setLate(refusal);
    onClose();
    const others = found.filter(({ file }) => file.path !== session.path).length;
    if (others === 0) return;
    notify({
      title: t('“{{old}}” is “{{name}}” now in {{files}} files.', { old: thing.name, name, files: found.length }),
      message: t('They are not saved yet: “Save all” saves them together.'),
      tone: 'info',
    });
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('Rename the {{kind}} “{{name}}”', { kind: kindWord(thing.kind), name: thing.name })}
      size="lg"
    >
      <form
        className={styles.rename}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <TextInput
          label={t('New name')}
          value={name}
          data-autofocus=""
          spellCheck={false}
          error={isTried ? problem : undefined}
          onChange={(event) => setName(event.currentTarget.value)}
          onFocus={(event) => event.currentTarget.select()}
        />
        <RenamePlaces found={found} folder={workingDir} name={name === '' ? thing.name : name} />
        {texts.missing.map(({ path, message }) => (
          <p key={path} className={styles.why}>
            {t('{{path}} cannot be read, so nothing is changed in it: {{message}}', {
              path: shownPath(path, workingDir),
              message,
            })}
          </p>
        ))}
        {(obstacle ?? late) !== undefined && (
          <p role="alert" className={styles.obstacle}>
            {obstacle ?? late}
          </p>
        )}
        <div className={styles.buttons}>
          <Button variant="default" onClick={onClose}>
            {t('Cancel')}
          </Button>
          <Button type="submit" disabled={obstacle !== undefined}>
            {t('Rename')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
